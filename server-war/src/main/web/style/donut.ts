import { css } from 'lit';

export const donuts = css`
  .donut { display: grid; grid-template-columns: minmax(130px, 176px) minmax(0, 1fr); gap: 28px; align-items: center; }
  .donut .ring, .donut .arc { fill: none; stroke-width: 13; }
  .donut .ring { stroke: var(--track); }
  .donut .arc { transition: stroke-dasharray 0.6s ease-out, stroke-dashoffset 0.6s ease-out; }
  .donut text { text-anchor: middle; fill: var(--text); font-family: var(--font); }
  .donut .whole { font-size: 23px; font-weight: 600; letter-spacing: -0.02em; }
  .donut .unit { font-size: 9.5px; fill: var(--muted); }
  .donut li { display: grid; grid-template-columns: 10px minmax(0, 1fr) auto 58px; gap: 12px; align-items: center; min-height: 36px;
    border-bottom: 1px solid var(--line); font-size: 13.5px; }
  .donut li:last-child { border-bottom: 0; }
  .donut li > :last-child { text-align: right; }
  .donut b { font-weight: 600; }
  .donut li i { width: 9px; height: 9px; border-radius: 3px; background: currentColor; }
  .s0 { stroke: var(--good-fill); color: var(--good-fill); }
  .s1 { stroke: var(--accent); color: var(--accent); }
  .s2 { stroke: var(--warn-fill); color: var(--warn-fill); }
  .s3 { stroke: var(--bad-fill); color: var(--bad-fill); }
  .s4 { stroke: var(--idle-fill); color: var(--idle-fill); }
  .s5 { stroke: light-dark(#8a4fd6, #b78cf2); color: light-dark(#8a4fd6, #b78cf2); }
  @media (max-width: 480px) { .donut { grid-template-columns: minmax(0, 1fr); justify-items: center; gap: 16px; }
    .donut > svg { width: 150px; } .donut ul { width: 100%; } }
`;
