/** `#/components/schemas/Key` → `Key` */
export function nameOf(reference: string): string {
  return reference.split('/').at(-1) ?? reference;
}
