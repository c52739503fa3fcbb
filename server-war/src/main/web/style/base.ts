import { css } from 'lit';

/** What every element needs: a reset (the one of the page does not reach into shadow roots), text, links, buttons, pills. */
export const base = css`
  *, ::before, ::after, :host { box-sizing: border-box; }
  h1, h2, h3, p, ul, ol, dl, dd, pre { margin: 0; padding: 0; }
  ul, ol { list-style: none; }
  h1 { font-size: 22px; font-weight: 600; letter-spacing: -0.015em; line-height: 1.25; outline: none; }
  h2 { font-size: 14.5px; font-weight: 600; letter-spacing: -0.005em; }
  a { color: var(--accent); text-decoration: none; font-weight: 500; }
  a:hover { color: var(--accent-strong); text-decoration: underline; text-underline-offset: 3px; }
  a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, summary:focus-visible {
    outline: none; box-shadow: var(--ring);
  }
  a:focus-visible { border-radius: 4px; }
  svg.icon { width: 16px; height: 16px; flex: none; fill: none; stroke: currentColor; stroke-width: 1.6;
    stroke-linecap: round; stroke-linejoin: round; }
  .muted { color: var(--muted); }
  .faint { color: var(--faint); }
  .small { font-size: 12.5px; }
  .mono { font-family: var(--mono); font-size: 12.5px; }
  .number { font-variant-numeric: tabular-nums; }
  .bad { color: var(--bad); }
  time { white-space: nowrap; }
  .clip { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .wrap { overflow-wrap: anywhere; }
  .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

  .button {
    display: inline-flex; align-items: center; justify-content: center; gap: 7px; min-height: 36px; padding: 0 14px;
    border: 1px solid var(--line-strong); border-radius: var(--radius-small); background: var(--surface);
    color: var(--text); font: 500 13.5px/1 var(--font); white-space: nowrap; cursor: pointer; box-shadow: var(--shadow);
    transition: background-color 0.12s, border-color 0.12s;
  }
  .button:hover { background: var(--raised); text-decoration: none; color: var(--text); }
  .button.primary { background: var(--accent); border-color: transparent; color: var(--on-accent); }
  .button.primary:hover { background: var(--accent-strong); color: var(--on-accent); }
  .button.danger { color: var(--bad); }
  .button.danger:hover { background: var(--bad-soft); }
  .button.slim { min-height: 30px; padding: 0 10px; font-size: 12.5px; }
  .button.bare { border-color: transparent; background: none; box-shadow: none; color: var(--muted); }
  .button.bare:hover { background: var(--raised); color: var(--text); }
  .button:disabled { opacity: 0.55; cursor: default; }

  .pill {
    display: inline-flex; align-items: center; gap: 7px; max-width: 100%; padding: 3px 10px 3px 9px;
    border-radius: 999px; font: 500 12.5px/1.45 var(--font); font-variant-numeric: tabular-nums; white-space: nowrap;
  }
  .pill::before { content: ""; width: 6px; height: 6px; flex: none; border-radius: 50%; background: currentColor; }
  .pill.good { background: var(--good-soft); color: var(--good); }
  .pill.bad { background: var(--bad-soft); color: var(--bad); }
  .pill.warn { background: var(--warn-soft); color: var(--warn); }
  .pill.accent { background: var(--accent-soft); color: var(--accent); }
  .pill.idle { background: var(--idle-soft); color: var(--idle); }
  .pill.live::before { animation: breathe 1.6s ease-in-out infinite; }
  @keyframes breathe { 50% { opacity: 0.25; } }
  @media (prefers-reduced-motion: reduce) {
    *, ::before, ::after { animation: none !important; transition: none !important; }
  }
`;
