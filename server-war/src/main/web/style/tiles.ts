import { css } from 'lit';

/** The row of numbers at the top of the overview. */
export const tiles = css`
  .tiles { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: var(--gap); }
  .tile { position: relative; display: grid; gap: 6px; align-content: start; min-height: 118px; padding: 16px 18px 22px; }
  .tile .name { display: flex; align-items: center; justify-content: space-between; color: var(--muted); font-size: 13px; }
  .tile .badge { display: grid; place-items: center; width: 28px; height: 28px; border-radius: 8px; }
  .tile .badge.good { background: var(--good-soft); color: var(--good); }
  .tile .badge.accent { background: var(--accent-soft); color: var(--accent); }
  .tile .badge.warn { background: var(--warn-soft); color: var(--warn); }
  .tile .badge.bad { background: var(--bad-soft); color: var(--bad); }
  .tile .badge.idle { background: var(--idle-soft); color: var(--idle); }
  .tile .value { font-size: 27px; font-weight: 600; line-height: 1.15; letter-spacing: -0.025em; font-variant-numeric: tabular-nums; }
  .tile .note { color: var(--muted); font-size: 12.5px; font-variant-numeric: tabular-nums; }
  .tile .bar { position: absolute; left: 0; bottom: 0; height: 4px; border-radius: 0; }
  a.tile { color: inherit; font-weight: 400; transition: border-color 0.12s; }
  a.tile:hover { border-color: var(--line-strong); text-decoration: none; color: inherit; }
  a.tile:focus-visible { border-radius: var(--radius); }
  @media (max-width: 1060px) { .tiles { grid-template-columns: repeat(2, minmax(0, 1fr)); } }
  @media (max-width: 420px) { .tiles { gap: 12px; } .tile { padding: 13px 14px 18px; } .tile .value { font-size: 23px; }
    .tile .badge { display: none; } }
`;
