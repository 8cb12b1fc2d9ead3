const NAMES = [
  '',
  'POINT',
  'LINESTRING',
  'POLYGON',
  'MULTIPOINT',
  'MULTILINESTRING',
  'MULTIPOLYGON',
  'GEOMETRYCOLLECTION',
];

/** MySQL's own form of a geometry, as well-known text; its reference system goes in front where it has one. */
export function geometryText(buffer: Buffer): string {
  const reference = buffer.readUInt32LE(0);
  const text = new Reader(buffer).geometry();
  return reference === 0 ? text : `SRID=${reference};${text}`;
}

class Reader {
  private at = 4;
  private isLittle = true;

  constructor(private readonly buffer: Buffer) {}

  geometry(): string {
    const kind = this.header();
    return `${NAMES[kind]}${this.body(kind)}`;
  }

  private body(kind: number): string {
    if (kind === 1) return `(${this.point()})`;
    if (kind === 2) return this.list(() => this.point());
    if (kind === 3) return this.list(() => this.list(() => this.point()));
    if (kind === 7) return this.list(() => this.geometry());
    return this.list(() => this.body(this.header()));
  }

  private header(): number {
    this.isLittle = this.buffer[this.at++] === 1;
    return this.integer();
  }

  private list(item: () => string): string {
    const count = this.integer();
    if (count === 0) return ' EMPTY';
    return `(${Array.from({ length: count }, item).join(',')})`;
  }

  private point(): string {
    return `${this.double()} ${this.double()}`;
  }

  private integer(): number {
    this.at += 4;
    return this.isLittle ? this.buffer.readUInt32LE(this.at - 4) : this.buffer.readUInt32BE(this.at - 4);
  }

  private double(): number {
    this.at += 8;
    return this.isLittle ? this.buffer.readDoubleLE(this.at - 8) : this.buffer.readDoubleBE(this.at - 8);
  }
}
