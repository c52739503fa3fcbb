import { css } from 'lit';

/** Pages, cards, bars, empty states. */
export const layout = css`
  :host { display: block; }
  .page { display: grid; gap: var(--gap); }
  .page > * { min-width: 0; }
  .top { display: flex; flex-wrap: wrap; align-items: flex-start; justify-content: space-between; gap: 12px 20px; min-height: 48px; }
  .top > div:first-child { min-width: 0; flex: 1 1 260px; }
  .top .sub { margin-top: 3px; color: var(--muted); font-size: 13px; overflow-wrap: anywhere; }
  .actions { display: flex; flex-wrap: wrap; align-items: center; gap: 10px; }
  .back { display: inline-flex; align-items: center; gap: 5px; margin-bottom: 6px; font-size: 13px; color: var(--muted); }

  .card { background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); box-shadow: var(--shadow);
    overflow: clip; }
  .card > header { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 10px; min-height: 52px; padding: 12px 20px; }
  .card > header > :last-child:not(:first-child, .faint) { margin-left: auto; }
  .card > header > .faint { font-size: 13px; }
  .card > .body { padding: 4px 20px 20px; }
  .halves { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: var(--gap); }
  .halves > .card { min-height: 268px; }

  .bar { display: flex; width: 100%; height: 7px; border-radius: 4px; background: var(--track); overflow: hidden; }
  .bar > i { display: block; height: 100%; flex: none; transition: width 0.7s ease-out; }
  .bar > .good { background: var(--good-fill); }
  .bar > .bad { background: var(--bad-fill); }
  .bar > .warn { background: var(--warn-fill); }
  .bar > .accent { background: var(--accent); }
  .bar > .idle { background: var(--idle-fill); }
  .over { display: flex; justify-content: space-between; gap: 10px; margin-bottom: 5px; font-size: 12.5px; color: var(--muted);
    font-variant-numeric: tabular-nums; }
  .over > span:first-child { white-space: nowrap; }

  .empty { display: grid; justify-items: center; gap: 6px; padding: 34px 24px 38px; text-align: center; color: var(--muted); }
  .empty .badge { display: grid; place-items: center; width: 44px; height: 44px; margin-bottom: 6px; border-radius: 12px;
    background: var(--accent-soft); color: var(--accent); }
  .empty .badge svg { width: 21px; height: 21px; }
  .empty h3 { color: var(--text); font-size: 14.5px; font-weight: 600; }
  .empty p { max-width: 46ch; font-size: 13.5px; text-wrap: balance; }
  .empty .button { margin-top: 10px; }
  code { padding: 1px 5px; border-radius: 5px; background: var(--track); color: var(--text); font-family: var(--mono);
    font-size: 12px; }

  .notice { display: flex; gap: 10px; align-items: flex-start; padding: 11px 16px; border-radius: var(--radius-small);
    background: var(--warn-soft); color: var(--warn); font-size: 13.5px; font-weight: 500; }
  .notice svg { margin-top: 2px; }
  .skeleton { min-height: 180px; border-radius: var(--radius); background: var(--surface); border: 1px solid var(--line); }

  @media (max-width: 900px) { .halves { grid-template-columns: minmax(0, 1fr); } .halves > .card { min-height: 0; } }
  @media (max-width: 720px) { .card > header { padding: 12px 16px; } .card > .body { padding: 4px 16px 16px; } }
`;
