import { css, html, LitElement } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { base } from '../style/base.ts';
import './dialog.ts';
import type { FlipDialog } from './dialog.ts';

@customElement('flip-confirm')
class FlipConfirm extends LitElement {
  static override styles = [
    base,
    css`
      p { color: var(--muted); margin-bottom: 22px; overflow-wrap: anywhere; }
      div { display: flex; justify-content: flex-end; gap: 10px; }
    `,
  ];

  @property() heading = '';
  @property() text = '';
  @property() action = '';
  @query('flip-dialog') private readonly dialog!: FlipDialog;
  answer = false;

  override render() {
    return html`<flip-dialog .heading=${this.heading} @closed=${() => this.dispatchEvent(new CustomEvent('answered'))}>
      <p>${this.text}</p>
      <div><button class="button" autofocus @click=${() => this.dialog.close()}>Keep it</button>
        <button class="button danger" @click=${this.confirm}>${this.action}</button></div>
    </flip-dialog>`;
  }

  private confirm(): void {
    this.answer = true;
    this.dialog.close();
  }
}

/** Asks before something that cannot be undone. */
export function confirmed(heading: string, text: string, action: string): Promise<boolean> {
  const element = new FlipConfirm();
  Object.assign(element, { heading, text, action });
  document.body.append(element);
  return new Promise((resolve) =>
    element.addEventListener('answered', () => {
      element.remove();
      resolve(element.answer);
    }),
  );
}
