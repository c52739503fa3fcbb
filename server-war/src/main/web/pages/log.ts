import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import * as calls from '../api/calls.ts';
import type { DeviceDeployment } from '../api/types.ts';
import '../components/dialog.ts';
import { icon } from '../components/icons.ts';
import { base } from '../style/base.ts';

/** What a device wrote while it failed. */
@customElement('flip-log')
class FlipLog extends LitElement {
  static override styles = [
    base,
    css`
      .head { display: flex; align-items: center; justify-content: space-between; gap: 12px; min-height: 32px; margin-bottom: 12px; }
      pre { max-height: 60dvh; overflow: auto; padding: 14px 16px; border: 1px solid var(--line); border-radius: 10px;
        background: var(--raised); font: 400 12px/1.7 var(--mono); white-space: pre-wrap; overflow-wrap: anywhere; }
      .warning { color: var(--warn); }
      .error { margin: 0 -16px; padding: 0 16px; display: block; background: var(--bad-soft); color: var(--bad); }
    `,
  ];

  @property({ attribute: false }) deviceDeployment!: DeviceDeployment;
  @state() private log: string | undefined;
  @state() private copied = false;

  override firstUpdated(): void {
    calls.log(this.deviceDeployment.deployment_id, this.deviceDeployment.device_id).then(
      (log) => (this.log = log),
      (error: Error) => (this.log = `The log could not be read. ${error.message}`),
    );
  }

  override render() {
    return html`<flip-dialog wide .heading=${`Log of ${this.deviceDeployment.device_name}`} @closed=${() => this.remove()}>
      <div class="head"><span class="muted small wrap">${this.deviceDeployment.deployment_name} · ${this.deviceDeployment.artifact_name}</span>
        ${this.copyButton()}</div>
      <pre tabindex="0" aria-label="Log">${this.log === undefined ? 'Loading…' : this.log.trimEnd().split('\n').map(line)}</pre>
    </flip-dialog>`;
  }

  private copyButton() {
    // Browsers offer the clipboard to secure origins only.
    if (this.log === undefined || navigator.clipboard === undefined) return nothing;
    return html`<button class="button slim" @click=${this.copy}>${this.copied ? 'Copied' : 'Copy'}</button>`;
  }

  private async copy(): Promise<void> {
    await navigator.clipboard.writeText(this.log ?? '');
    this.copied = true;
  }
}

/** Colours help the eye; the level is in the text as well. */
function line(text: string) {
  const level = /\b(error|fatal|critical|warning|warn)\b:?/i.exec(text.slice(0, 60))?.[1]?.toLowerCase();
  if (level === undefined) return `${text}\n`;
  return level.startsWith('warn') ? html`<span class="warning">${text}\n</span>` : html`<span class="error">${text}</span>`;
}

export function showLog(deviceDeployment: DeviceDeployment): void {
  const element = new FlipLog();
  element.deviceDeployment = deviceDeployment;
  document.body.append(element);
}

export function logButton(deviceDeployment: DeviceDeployment) {
  return html`<button class="button slim" @click=${() => showLog(deviceDeployment)}>${icon('log')}Log<span class="hidden"> of ${deviceDeployment.device_name}</span></button>`;
}
