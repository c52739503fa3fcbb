import { svg, html, type TemplateResult } from 'lit';

/** Line icons on a 16 by 16 grid. They decorate: the text beside them, or an aria-label, carries the meaning. */
const PATHS = {
  overview: svg`<rect x="2" y="2" width="5" height="5" rx="1.2"/><rect x="9" y="2" width="5" height="5" rx="1.2"/><rect x="2" y="9" width="5" height="5" rx="1.2"/><rect x="9" y="9" width="5" height="5" rx="1.2"/>`,
  devices: svg`<rect x="2.5" y="2.5" width="11" height="8" rx="1.5"/><path d="M1.5 13.5h13M6 10.5v3M10 10.5v3"/>`,
  deployments: svg`<path d="M8 10V2.5M4.8 5.5 8 2.3l3.2 3.2M2.5 10.5v1.8c0 .8.6 1.4 1.4 1.4h8.2c.8 0 1.4-.6 1.4-1.4v-1.8"/>`,
  releases: svg`<path d="m8 1.8 5.5 3v6.4L8 14.2l-5.5-3V4.8zM2.7 4.9 8 7.8l5.3-2.9M8 7.8v6.2"/>`,
  plus: svg`<path d="M8 3v10M3 8h10"/>`,
  search: svg`<circle cx="7" cy="7" r="4.5"/><path d="m10.5 10.5 3 3"/>`,
  close: svg`<path d="m4 4 8 8M12 4l-8 8"/>`,
  check: svg`<path d="m3 8.5 3.3 3.3L13 4.7"/>`,
  warning: svg`<path d="M8 2.2 14.3 13H1.7zM8 6.5v3M8 11.3v.1"/>`,
  back: svg`<path d="M9.5 3.5 5 8l4.5 4.5"/>`,
  leave: svg`<path d="M6 2.5H3.8c-.7 0-1.3.6-1.3 1.3v8.4c0 .7.6 1.3 1.3 1.3H6M10.5 5l3 3-3 3M13.2 8H6.5"/>`,
  system: svg`<circle cx="8" cy="8" r="5.5"/><path d="M8 2.5v11M8 5h4.6M8 8h5.5M8 11h4.6"/>`,
  light: svg`<circle cx="8" cy="8" r="2.8"/><path d="M8 1.5v1.2M8 13.3v1.2M1.5 8h1.2M13.3 8h1.2M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9"/>`,
  dark: svg`<path d="M13.2 9.6A5.6 5.6 0 0 1 6.4 2.8a5.6 5.6 0 1 0 6.8 6.8z"/>`,
  trash: svg`<path d="M2.8 4.3h10.4M6.2 4V2.8h3.6V4M4.2 4.3l.6 8c.1.7.6 1.2 1.3 1.2h3.8c.7 0 1.2-.5 1.3-1.2l.6-8"/>`,
  log: svg`<rect x="2.8" y="2" width="10.4" height="12" rx="1.5"/><path d="M5.5 5.5h5M5.5 8h5M5.5 10.5h3"/>`,
};

export type Icon = keyof typeof PATHS;

export function icon(name: Icon): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">${PATHS[name]}</svg>`;
}

export const LOGO = html`<svg class="logo" viewBox="0 0 24 24" aria-hidden="true">
  <rect class="logo-back" x="9" y="9" width="13" height="13" rx="3.5"/><rect class="logo-front" x="2" y="2" width="13" height="13" rx="3.5"/>
</svg>`;
