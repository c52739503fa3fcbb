import { css, html, LitElement } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { base } from '../style/base.ts';
import { icon } from './icons.ts';

/** A modal dialog around the browser's own, which keeps the focus inside and closes on Escape. Fires `closed`. */
@customElement('flip-dialog')
export class FlipDialog extends LitElement {
  static override styles = [
    base,
    css`
      dialog { width: min(560px, calc(100vw - 24px)); max-height: calc(100dvh - 32px); padding: 0; border: 1px solid var(--line);
        border-radius: 16px; background: var(--surface); color: var(--text); box-shadow: var(--shadow-high); }
      dialog.wide { width: min(980px, calc(100vw - 24px)); }
      dialog[open] { display: flex; flex-direction: column; animation: rise 0.16s ease-out; }
      dialog::backdrop { background: rgb(12 16 22 / 48%); backdrop-filter: blur(2px); }
      @keyframes rise { from { transform: translateY(8px); opacity: 0; } }
      header { display: flex; align-items: center; gap: 12px; padding: 18px 16px 6px 24px; }
      h2 { flex: 1; min-width: 0; font-size: 17px; letter-spacing: -0.01em; overflow-wrap: anywhere; }
      .content { padding: 8px 24px 24px; overflow-y: auto; min-height: 0; }
      .button { width: 34px; padding: 0; }
    `,
  ];

  @property() heading = '';
  @property({ type: Boolean }) wide = false;
  @query('dialog') private readonly dialog!: HTMLDialogElement;

  override firstUpdated(): void {
    this.dialog.showModal();
  }

  close(): void {
    this.dialog.close();
  }

  override render() {
    return html`<dialog class=${this.wide ? 'wide' : ''} aria-labelledby="heading" @close=${this.closed} @mousedown=${this.beside}>
      <header><h2 id="heading">${this.heading}</h2>
        <button class="button bare slim" aria-label="Close" @click=${this.close}>${icon('close')}</button></header>
      <div class="content"><slot></slot></div>
    </dialog>`;
  }

  private closed(): void {
    this.dispatchEvent(new CustomEvent('closed'));
  }

  /** The backdrop belongs to the dialog element; its content does not. */
  private beside(event: MouseEvent): void {
    const box = this.dialog.getBoundingClientRect();
    const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
    if (event.target === this.dialog && !inside) this.close();
  }
}
