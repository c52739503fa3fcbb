import { css } from 'lit';

export const forms = css`
  form { display: grid; gap: 16px; }
  .field { display: grid; gap: 6px; min-width: 0; }
  .field > label, legend { font-size: 13px; font-weight: 500; color: var(--text); padding: 0; }
  .field > small { color: var(--muted); font-size: 12.5px; }
  fieldset { display: grid; gap: 8px; min-width: 0; margin: 0; padding: 0; border: 0; }
  legend { margin-bottom: 8px; }
  input:not([type="radio"], [type="checkbox"]), select {
    width: 100%; min-height: 40px; padding: 0 12px; border: 1px solid var(--line-strong); border-radius: var(--radius-small);
    background: var(--surface); color: var(--text); font: 400 14px/1.4 var(--font);
  }
  input::placeholder { color: var(--faint); opacity: 1; }
  input[type="radio"], input[type="checkbox"] { width: 16px; height: 16px; margin: 0; flex: none; accent-color: var(--accent); }
  .problem { display: flex; gap: 8px; align-items: flex-start; padding: 10px 12px; border-radius: var(--radius-small);
    background: var(--bad-soft); color: var(--bad); font-size: 13.5px; font-weight: 500; overflow-wrap: anywhere; }
  .problem svg { margin-top: 2px; }
  .search { position: relative; width: min(280px, 100%); }
  .search svg { position: absolute; left: 12px; top: 10px; color: var(--faint); pointer-events: none; }
  .search input:not([type="radio"], [type="checkbox"]) { min-height: 36px; padding-left: 36px; font-size: 13.5px; }
`;
