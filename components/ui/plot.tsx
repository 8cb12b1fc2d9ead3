'use client';

import dynamic from 'next/dynamic';
import { Skeleton } from './skeleton';

export type PlotSeries = { key: string; label: string; tone: 'accent' | 'ok' | 'bad' | 'warn' | 'info' | 'muted' };
export type PlotPoint = { at: string } & Record<string, string | number | null>;

export type PlotProps = {
  /** What is plotted, in a sentence: the plot's name and what a screen reader gets instead of it. */
  label: string;
  data: PlotPoint[];
  series: PlotSeries[];
  kind?: 'bars' | 'lines';
  formatAt: (at: string) => string;
  formatValue: (value: number) => string;
};

// The plotting library is as large as the rest of a page; it comes when a plot is on the screen.
export const Plot = dynamic<PlotProps>(() => import('./plot-canvas').then((module) => module.PlotCanvas), {
  ssr: false,
  loading: () => <Skeleton className="h-full w-full rounded-md" />,
});
