import { css } from 'lit';

/** Tables; on a narrow screen every row becomes a card, so nothing ever scrolls sideways. */
export const tables = css`
  table { width: 100%; border-collapse: collapse; table-layout: fixed; }
  th { padding: 9px 12px; background: var(--raised); border-block: 1px solid var(--line); color: var(--muted);
    font-size: 12.5px; font-weight: 500; text-align: left; white-space: nowrap; }
  td { padding: 11px 12px; height: 50px; border-bottom: 1px solid var(--line); vertical-align: middle; overflow-wrap: anywhere; }
  tr > :first-child { padding-left: 20px; }
  tr > :last-child { padding-right: 20px; }
  tbody tr { position: relative; }
  tbody tr:last-child td { border-bottom: 0; }
  tbody tr.linked:hover { background: var(--hover); }
  td .main { color: var(--text); font-weight: 500; }
  td a.main:hover { text-decoration: none; }
  td a.main::after { content: ""; position: absolute; inset: 0; }
  td a.main:focus-visible { box-shadow: none; }
  td a.main:focus-visible::after { box-shadow: inset 0 0 0 2px var(--accent); border-radius: 6px; }
  td .button { position: relative; z-index: 1; }
  td .below { display: block; margin-top: 1px; color: var(--faint); font-size: 12.5px; }
  td.end { text-align: right; }
  td.end .actions { justify-content: flex-end; flex-wrap: nowrap; gap: 8px; }

  @media (max-width: 720px) {
    table, tbody, tr, td { display: block; width: auto; }
    thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    tbody tr { display: grid; gap: 7px; padding: 14px 16px; border-top: 1px solid var(--line); }
    tbody tr:first-child { border-top-color: var(--line); }
    td, tr > :first-child, tr > :last-child { height: auto; padding: 0; border: 0; }
    td[data-label] { display: grid; grid-template-columns: 104px minmax(0, 1fr); align-items: center; gap: 10px; }
    td[data-label]::before { content: attr(data-label); color: var(--faint); font-size: 12.5px; }
    td.end { text-align: left; }
    td.end .actions { justify-content: flex-start; flex-wrap: wrap; }
    td:empty { display: none; }
  }
`;
