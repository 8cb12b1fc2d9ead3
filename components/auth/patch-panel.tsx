/** Labels of the jacks: names of apps and of callers, the same in every language. */
const SOURCES = ['gmail', 'slack', 'github', 'notion', 'postgres', 'linear'];
const CALLERS = ['/mcp', '/mcp/sales', '/api/tools'];
const CABLES = [
  { from: 0, to: 0, color: 'oklch(0.715 0.165 47)' },
  { from: 2, to: 1, color: 'oklch(0.8 0.13 85)' },
  { from: 4, to: 1, color: 'oklch(0.68 0.1 200)' },
  { from: 5, to: 2, color: 'oklch(0.62 0.012 75)' },
];

const sourceAt = (index: number) => ({ x: 96 + (index % 3) * 154, y: 150 + Math.floor(index / 3) * 120 });
const callerAt = (index: number) => ({ x: 96 + index * 154, y: 500 });

/** The picture behind the name: apps above, callers below, a cable for each that was let through. */
export function PatchPanel() {
  return (
    <div
      className="relative grid h-full place-items-center overflow-hidden rounded-xl bg-[oklch(0.205_0.006_60)]"
      aria-hidden
    >
      <svg viewBox="0 0 500 620" className="h-full max-h-[44rem] w-full max-w-xl" fill="none" aria-hidden>
        {SOURCES.map((label, index) => (
          <Jack key={label} label={label} {...sourceAt(index)} isLit={CABLES.some(({ from }) => from === index)} />
        ))}
        <path d="M40 392H460" stroke="oklch(0.32 0.008 60)" strokeDasharray="2 7" strokeLinecap="round" />
        {CALLERS.map((label, index) => (
          <Jack key={label} label={label} {...callerAt(index)} isLit />
        ))}
        {CABLES.map(({ from, to, color }) => (
          <Cable key={`${from}-${to}`} start={sourceAt(from)} end={callerAt(to)} color={color} />
        ))}
      </svg>
    </div>
  );
}

function Jack({ x, y, label, isLit }: { x: number; y: number; label: string; isLit: boolean }) {
  return (
    <g>
      <rect
        x={x - 58}
        y={y - 64}
        width="116"
        height="96"
        rx="10"
        fill="oklch(0.235 0.007 60)"
        stroke="oklch(0.3 0.008 60)"
      />
      <text x={x - 46} y={y - 42} fill="oklch(0.72 0.01 75)" className="font-mono" fontSize="11.5">
        {label}
      </text>
      <circle cx={x + 44} cy={y - 46} r="3" fill={isLit ? 'oklch(0.78 0.15 150)' : 'oklch(0.36 0.008 60)'} />
      <circle cx={x} cy={y} r="19" fill="oklch(0.175 0.005 60)" stroke="oklch(0.46 0.012 70)" strokeWidth="2.5" />
      <circle cx={x} cy={y} r="8" fill="oklch(0.12 0.004 60)" stroke="oklch(0.34 0.008 60)" strokeWidth="2" />
    </g>
  );
}

type Point = { x: number; y: number };

function Cable({ start, end, color }: { start: Point; end: Point; color: string }) {
  const sag = Math.max(start.y, end.y) + 60 - Math.abs(start.x - end.x) * 0.1;
  const path = `M${start.x} ${start.y} C${start.x} ${start.y + 150} ${end.x} ${sag - 230} ${end.x} ${end.y}`;
  return (
    <g strokeLinecap="round">
      <path d={path} stroke="oklch(0.1 0.004 60 / 0.55)" strokeWidth="11" transform="translate(0 5)" />
      <path d={path} stroke={color} strokeWidth="7" />
      {[start, end].map(({ x, y }) => (
        <g key={`${x}-${y}`}>
          <circle cx={x} cy={y} r="11" fill={color} />
          <circle cx={x} cy={y} r="4" fill="oklch(0.175 0.005 60)" />
        </g>
      ))}
    </g>
  );
}
