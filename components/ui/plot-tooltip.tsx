type Props = { title: string; lines: { label: string; color: string; value: string }[] };

export function PlotTooltip({ title, lines }: Props) {
  return (
    <div className="grid min-w-36 gap-1.5 rounded-md border bg-raised px-3 py-2 text-xs shadow-md">
      <p className="font-medium">{title}</p>
      {lines.map((line) => (
        <p key={line.label} className="flex items-center gap-2 text-muted">
          <span className="size-2 rounded-full" style={{ background: line.color }} aria-hidden />
          {line.label}
          <span className="ml-auto font-medium text-ink tabular-nums">{line.value}</span>
        </p>
      ))}
    </div>
  );
}
