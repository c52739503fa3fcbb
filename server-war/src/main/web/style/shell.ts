import { css } from 'lit';

/** The frame: a column at the left, on a phone a bar at the bottom where thumbs are. */
export const shell = css`
  :host { display: block; }
  nav { position: fixed; inset: 0 auto 0 0; z-index: 5; display: flex; flex-direction: column; width: 224px; padding: 18px 12px 12px;
    border-right: 1px solid var(--line); background: var(--surface); }
  .brand { display: flex; align-items: center; gap: 12px; margin: 2px 10px 22px; color: var(--text); font-size: 16px; font-weight: 600;
    letter-spacing: -0.01em; }
  .brand:hover { color: var(--text); text-decoration: none; }
  .logo { width: 25px; height: 25px; }
  .logo-back { fill: var(--idle-fill); opacity: 0.55; }
  .logo-front { fill: var(--accent); }
  ul { display: grid; gap: 3px; }
  li a { display: flex; align-items: center; gap: 12px; min-height: 38px; padding: 0 11px; border-radius: var(--radius-small);
    color: var(--muted); font-size: 14px; }
  li a span { flex: 1; }
  li a b { color: var(--faint); font-size: 12.5px; font-weight: 400; }
  li a:hover { background: var(--raised); color: var(--text); text-decoration: none; }
  li a[aria-current] { background: var(--accent-soft); color: var(--accent); }
  li a[aria-current] b { color: var(--accent); }
  .foot { display: flex; align-items: center; gap: 2px; margin-top: auto; padding: 12px 2px 2px 6px; border-top: 1px solid var(--line); }
  .avatar { display: grid; place-items: center; flex: none; width: 30px; height: 30px; margin-right: 8px; border-radius: 50%;
    background: var(--accent-soft); color: var(--accent); font-size: 11.5px; font-weight: 600; }
  .who { flex: 1; min-width: 0; font-size: 13px; color: var(--muted); }
  .foot .button { width: 30px; min-height: 30px; padding: 0; }
  main { max-width: 1480px; margin-left: 224px; padding: 26px 32px 56px; outline: none; }
  .skip { position: fixed; left: 12px; top: -60px; z-index: 20; padding: 10px 16px; border-radius: var(--radius-small);
    background: var(--accent); color: var(--on-accent); }
  .skip:focus { top: 12px; }

  /* A rail of icons: tables need the room. */
  @media (min-width: 721px) and (max-width: 1080px) {
    nav { width: 68px; }
    .brand span, .avatar, .who, li a b { display: none; }
    .brand { justify-content: center; margin-inline: 0; }
    li a { justify-content: center; padding: 0; }
    li a span { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    .foot { flex-direction: column; padding-inline: 0; }
    main { margin-left: 68px; padding-inline: 22px; }
  }
  @media (max-width: 720px) {
    nav { inset: auto 0 0 0; width: auto; flex-direction: row; padding: 6px 8px calc(6px + env(safe-area-inset-bottom)); border-right: 0;
      border-top: 1px solid var(--line); }
    .brand, .avatar, .who, li a b { display: none; }
    ul { display: flex; flex: 1; justify-content: space-around; gap: 2px; }
    li { flex: 1; }
    li a { flex-direction: column; justify-content: center; gap: 3px; min-height: 48px; padding: 0 2px; font-size: 10.5px; }
    li a span { flex: none; }
    .foot { margin: 0; padding: 0; border: 0; flex-direction: column; justify-content: center; }
    .foot .button { min-height: 24px; }
    main { margin-left: 0; padding: 20px 14px 92px; }
  }
`;
