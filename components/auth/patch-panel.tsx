/** Labels of the jacks: names of apps and of callers, the same in every language. */
const APPS = ['gmail', 'slack', 'github', 'notion', 'postgres', 'linear', 'stripe'];
const CALLERS = ['/api/integrations', '/mcp', '/api/databases', '/api/tools'];
const CABLES = [
  { app: 0, caller: 1, color: 'oklch(0.715 0.165 47)' },
  { app: 2, caller: 0, color: 'oklch(0.8 0.13 85)' },
  { app: 4, caller: 2, color: 'oklch(0.68 0.1 200)' },
  { app: 6, caller: 3, color: 'oklch(0.63 0.17 25)' },
];

/** As wide as the longest label with its lamp. */
const APP_WIDTH = 176;
const CALLER_WIDTH = 232;

const appAt = (index: number) => ({ x: 176, y: 70 + index * 80 });
const callerAt = (index: number) => ({ x: 416, y: 100 + index * 140 });

/** The picture behind the name: apps on one side, callers on the other, a cable for each that was let through. */
export function PatchPanel() {
  return (
    <div className="grid h-full place-items-center overflow-hidden rounded-xl bg-[oklch(0.2_0.006_60)] p-8" aria-hidden>
      <svg viewBox="0 0 640 620" className="max-h-160 w-full max-w-2xl" fill="none" aria-hidden>
        {APPS.map((label, index) => (
          <Line key={label} label={label} jack={appAt(index)} isLit={CABLES.some(({ app }) => app === index)} />
        ))}
        {CALLERS.map((label, index) => (
          <Line key={label} label={label} jack={callerAt(index)} isLit isCaller />
        ))}
        {CABLES.map(({ app, caller, color }) => (
          <Cable key={app} start={appAt(app)} end={callerAt(caller)} color={color} />
        ))}
      </svg>
    </div>
  );
}

type Point = { x: number; y: number };

/** One line of the panel: label, lamp, jack; callers have theirs the other way round. */
function Line({
  label,
  jack: { x, y },
  isLit,
  isCaller = false,
}: {
  label: string;
  jack: Point;
  isLit: boolean;
  isCaller?: boolean;
}) {
  const lamp = isCaller ? x + CALLER_WIDTH - 52 : x - 124;
  return (
    <g>
      <rect
        x={isCaller ? x - 32 : x - 144}
        y={y - 28}
        width={isCaller ? CALLER_WIDTH : APP_WIDTH}
        height="56"
        rx="12"
        fill="oklch(0.235 0.007 60)"
        stroke="oklch(0.3 0.008 60)"
      />
      <circle cx={lamp} cy={y} r="3.5" fill={isLit ? 'oklch(0.78 0.15 150)' : 'oklch(0.38 0.008 60)'} />
      <text
        x={isCaller ? x + 32 : x - 110}
        y={y + 4.5}
        fill={isLit ? 'oklch(0.85 0.008 75)' : 'oklch(0.6 0.01 75)'}
        className="font-mono"
        fontSize="13"
      >
        {label}
      </text>
      <circle cx={x} cy={y} r="15" fill="oklch(0.17 0.005 60)" stroke="oklch(0.44 0.012 70)" strokeWidth="2" />
      <circle cx={x} cy={y} r="6" fill="oklch(0.12 0.004 60)" stroke="oklch(0.34 0.008 60)" strokeWidth="1.5" />
    </g>
  );
}

/** Hangs between its two plugs, lower the longer it is. */
function Cable({ start, end, color }: { start: Point; end: Point; color: string }) {
  const sag = Math.max(start.y, end.y) - Math.min(start.y, end.y) > 180 ? 40 : 76;
  const path = `M${start.x} ${start.y} C${start.x + 90} ${start.y + sag} ${end.x - 90} ${end.y + sag} ${end.x} ${end.y}`;
  return (
    <g strokeLinecap="round">
      <path d={path} stroke="oklch(0.1 0.004 60 / 0.5)" strokeWidth="9" transform="translate(0 6)" />
      <path d={path} stroke={color} strokeWidth="5.5" />
      {[start, end].map(({ x, y }) => (
        <g key={x}>
          <circle cx={x} cy={y} r="9" fill={color} />
          <circle cx={x} cy={y} r="3.5" fill="oklch(0.17 0.005 60)" />
        </g>
      ))}
    </g>
  );
}
