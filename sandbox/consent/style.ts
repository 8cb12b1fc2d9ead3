/** Served as a file of its own, because the pages run under a policy that allows no inline style. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #f4f5f7; --card: #ffffff; --ink: #16181d; --soft: #5b6270; --line: #dfe2e8;
  --accent: #2257d6; --on-accent: #ffffff; --tint: #eef3ff; --warn: #b3261e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0f1115; --card: #181b21; --ink: #eceef2; --soft: #a2a9b6; --line: #2c313b;
    --accent: #8fb0ff; --on-accent: #0c1530; --tint: #1d2536; --warn: #ff8a80;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px 16px;
  background: var(--ground); color: var(--ink);
  font: 15px/1.5 Inter, ui-sans-serif, system-ui, -apple-system, "Segoe UI", sans-serif;
}
main {
  width: 100%; max-width: 420px; background: var(--card); border: 1px solid var(--line); border-radius: 16px;
  padding: 24px; box-shadow: 0 1px 2px rgb(0 0 0 / 4%), 0 12px 32px rgb(0 0 0 / 8%);
}
header { display: flex; flex-direction: column; align-items: center; text-align: center; gap: 12px; }
header img { width: 48px; height: 48px; }
h1 { font-size: 19px; line-height: 1.35; margin: 0; font-weight: 620; text-wrap: balance; }
p { margin: 0; color: var(--soft); }
form { margin-top: 22px; display: grid; gap: 18px; }
fieldset { border: 0; margin: 0; padding: 0; display: grid; gap: 8px; }
legend, .label { font-size: 13px; font-weight: 600; color: var(--soft); padding: 0; margin-bottom: 8px; display: block; }
.person {
  display: flex; align-items: center; gap: 12px; padding: 8px 12px; border: 1px solid var(--line);
  border-radius: 10px; cursor: pointer;
}
.person:hover { border-color: var(--accent); }
.person:has(input:checked) { border-color: var(--accent); background: var(--tint); }
.person input { accent-color: var(--accent); width: 16px; height: 16px; margin: 0; }
.person strong { display: block; font-weight: 560; font-size: 15px; color: var(--ink); }
.person span { color: var(--soft); font-size: 13px; overflow-wrap: anywhere; }
input[type="text"] {
  width: 100%; padding: 10px 12px; border: 1px solid var(--line); border-radius: 10px; background: transparent;
  color: inherit; font: inherit;
}
.help { font-size: 13px; margin-top: 6px; }
.error { color: var(--warn); font-size: 14px; }
ul { margin: 0; padding: 0; list-style: none; display: grid; gap: 4px; max-height: 148px; overflow: auto; }
li { font-size: 13px; overflow-wrap: anywhere; padding-left: 18px; position: relative; }
li::before { content: "✓"; position: absolute; left: 0; color: var(--accent); }
.buttons { display: flex; flex-direction: row-reverse; gap: 10px; }
button {
  flex: 1; padding: 10px 16px; border-radius: 10px; border: 1px solid var(--line); background: transparent;
  color: inherit; font: inherit; font-weight: 560; cursor: pointer;
}
button:hover { border-color: var(--soft); }
button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
button.primary:hover { filter: brightness(1.08); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
footer { margin-top: 20px; padding-top: 16px; border-top: 1px solid var(--line); font-size: 12px; color: var(--soft); text-align: center; }
`;
