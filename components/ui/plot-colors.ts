import type { PlotSeries } from './plot';

export const PLOT_COLORS: Record<PlotSeries['tone'], string> = {
  accent: 'var(--color-accent)',
  ok: 'var(--color-ok)',
  bad: 'var(--color-bad)',
  warn: 'var(--color-warn)',
  info: 'var(--color-info)',
  muted: 'var(--color-control)',
};
