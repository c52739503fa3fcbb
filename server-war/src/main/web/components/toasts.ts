import { css, html, LitElement } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { dismiss, type Toast, watchToasts } from '../state/toasts.ts';
import { base } from '../style/base.ts';
import { icon } from './icons.ts';

/** The messages at the bottom. The region is always there, since screen readers only announce changes of what they know. */
@customElement('flip-toasts')
export class FlipToasts extends LitElement {
  static override styles = [
    base,
    css`
      :host { position: fixed; right: 20px; bottom: 20px; z-index: 10; width: min(420px, calc(100vw - 32px)); pointer-events: none; }
      .region { display: grid; gap: 10px; }
      .toast { display: flex; gap: 11px; align-items: flex-start; padding: 12px 8px 12px 14px; border: 1px solid var(--line);
        border-radius: 10px; background: var(--surface); box-shadow: var(--shadow-high); font-size: 13.5px; pointer-events: auto;
        animation: in 0.18s ease-out; }
      .toast > svg { margin-top: 3px; color: var(--good); }
      .toast.error > svg { color: var(--bad); }
      .toast span { flex: 1; min-width: 0; padding-top: 1px; overflow-wrap: anywhere; }
      .button { min-height: 24px; width: 26px; padding: 0; }
      @keyframes in { from { transform: translateY(10px); opacity: 0; } }
      @media (max-width: 720px) { :host { right: 16px; bottom: 76px; } }
    `,
  ];

  @state() private toasts: readonly Toast[] = [];
  private stop: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = watchToasts((toasts) => (this.toasts = toasts));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop?.();
  }

  override render() {
    return html`<div class="region" role="status" aria-live="polite" aria-atomic="false">${repeat(
      this.toasts,
      (each) => each.id,
      (each) => html`<div class="toast ${each.kind}" role=${each.kind === 'error' ? 'alert' : 'note'}>
        ${icon(each.kind === 'error' ? 'warning' : 'check')}<span>${each.text}</span>
        <button class="button bare" aria-label="Close this message" @click=${() => dismiss(each.id)}>${icon('close')}</button>
      </div>`,
    )}</div>`;
  }
}
