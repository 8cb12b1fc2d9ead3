import type { PlotSeries } from './plot';
import { PLOT_COLORS } from './plot-colors';

export function PlotLegend({ series }: { series: PlotSeries[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-muted text-xs">
      {series.map(({ key, label, tone }) => (
        <li key={key} className="flex items-center gap-1.5">
          <span className="size-2 rounded-full" style={{ background: PLOT_COLORS[tone] }} aria-hidden />
          {label}
        </li>
      ))}
    </ul>
  );
}
