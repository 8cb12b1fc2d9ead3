'use client';

import { Bar, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { PlotProps } from './plot';
import { PLOT_COLORS } from './plot-colors';
import { PlotTooltip } from './plot-tooltip';

const AXIS = { fontSize: 11, fill: 'var(--color-faint)' };

export function PlotCanvas({ label, data, series, kind = 'bars', formatAt, formatValue }: PlotProps) {
  return (
    <figure className="h-full w-full" aria-label={label}>
      <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 640, height: 200 }}>
        <ComposedChart
          data={data}
          margin={{ top: 8, right: 4, bottom: 0, left: 0 }}
          accessibilityLayer
          barCategoryGap="28%"
        >
          <CartesianGrid vertical={false} stroke="var(--color-line)" />
          <XAxis
            dataKey="at"
            tickFormatter={formatAt}
            tick={AXIS}
            tickLine={false}
            axisLine={{ stroke: 'var(--color-line-strong)' }}
            minTickGap={48}
          />
          <YAxis
            tickFormatter={formatValue}
            tick={AXIS}
            tickLine={false}
            axisLine={false}
            width={36}
            allowDecimals={false}
          />
          <Tooltip
            cursor={{ fill: 'var(--color-hover)', stroke: 'var(--color-line-strong)' }}
            isAnimationActive={false}
            content={({ active, payload, label: at }) =>
              active ? (
                <PlotTooltip
                  title={formatAt(String(at))}
                  lines={series.map((line) => ({
                    label: line.label,
                    color: PLOT_COLORS[line.tone],
                    value: formatValue(Number(payload.find((entry) => entry.dataKey === line.key)?.value ?? 0)),
                  }))}
                />
              ) : null
            }
          />
          {series.map((line, index) =>
            kind === 'bars' ? (
              <Bar
                key={line.key}
                dataKey={line.key}
                stackId="all"
                fill={PLOT_COLORS[line.tone]}
                radius={index === series.length - 1 ? [2, 2, 0, 0] : 0}
                maxBarSize={16}
                isAnimationActive={false}
              />
            ) : (
              <Line
                key={line.key}
                dataKey={line.key}
                type="monotone"
                stroke={PLOT_COLORS[line.tone]}
                strokeWidth={1.75}
                dot={false}
                isAnimationActive={false}
              />
            ),
          )}
        </ComposedChart>
      </ResponsiveContainer>
    </figure>
  );
}
