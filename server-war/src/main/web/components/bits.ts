import { html, nothing, type TemplateResult } from 'lit';
import { serverNow } from '../api/client.ts';
import type { Segment } from '../model/deployment.ts';
import { ago } from '../model/format.ts';
import type { Tone } from '../model/device-deployment.ts';
import { icon, type Icon } from './icons.ts';
import { width } from './width.ts';

/** Small pieces of markup that need no element of their own. Their styles are in `style/`. */

export function pill(tone: Tone, label: string): TemplateResult {
  return html`<span class="pill ${tone} ${tone === 'accent' ? 'live' : ''}"><span class="clip">${label}</span></span>`;
}

export function when(time: string | undefined): TemplateResult {
  if (time === undefined || time === '') return html`<span class="faint">–</span>`;
  return html`<time class="muted number" datetime=${time} title=${new Date(time).toLocaleString()}>${ago(time, serverNow())}</time>`;
}

export function bar(label: string, now: number, segments: readonly Segment[]): TemplateResult {
  return html`<div class="bar" role="progressbar" aria-label=${label} aria-valuemin="0" aria-valuemax="100"
    aria-valuenow=${Math.round(100 * now)}>${parts(segments)}</div>`;
}

/** A bar that only decorates a number beside it. */
export function line(segments: readonly Segment[]): TemplateResult {
  return html`<div class="bar" aria-hidden="true">${parts(segments)}</div>`;
}

function parts(segments: readonly Segment[]) {
  return segments.map((each) => html`<i class=${each.tone} ${width(100 * each.share)}></i>`);
}

export function pageTop(title: string, sub: unknown, actions: unknown = nothing, back?: { path: string; name: string }): TemplateResult {
  return html`<div class="top">
    <div>
      ${back === undefined ? nothing : html`<a class="back" href=${back.path}>${icon('back')}${back.name}</a>`}
      <h1 class="wrap" tabindex="-1">${title}</h1>
      <div class="sub">${sub}</div>
    </div>
    ${actions === nothing ? nothing : html`<div class="actions">${actions}</div>`}
  </div>`;
}

/** Nothing there yet: says so, and what to do about it. */
export function empty(symbol: Icon, title: string, text: unknown, action: unknown = nothing): TemplateResult {
  return html`<div class="empty"><div class="badge">${icon(symbol)}</div><h3>${title}</h3><p>${text}</p>${action}</div>`;
}

/** Shown above data that could not be renewed; the data stays. */
export function stale(error: Error | undefined): TemplateResult | typeof nothing {
  return error === undefined
    ? nothing
    : html`<div class="notice" role="status">${icon('warning')}<span>${error.message} Trying again.</span></div>`;
}
