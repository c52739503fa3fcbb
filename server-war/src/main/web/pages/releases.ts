import { css, html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import * as calls from '../api/calls.ts';
import type { Artifact } from '../api/types.ts';
import { type Upload, upload } from '../api/upload.ts';
import { bar, empty, pageTop, pill, stale, when } from '../components/bits.ts';
import { confirmed } from '../components/confirm.ts';
import { icon } from '../components/icons.ts';
import { type Column, table } from '../components/table.ts';
import { bytes, plural } from '../model/format.ts';
import { fleet } from '../state/fleet.ts';
import { Poll, Watch } from '../state/poll.ts';
import { attempt } from '../state/toasts.ts';
import { base } from '../style/base.ts';
import { layout } from '../style/layout.ts';
import { tables } from '../style/table.ts';
import { newDeployment } from './new-deployment.ts';

const artifacts = new Poll(calls.artifacts);

@customElement('flip-releases')
export class ReleasesPage extends LitElement {
  static override styles = [base, layout, tables, css`
    input[type="file"] { display: none; }
    .upload .body { padding-top: 16px; display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 16px; align-items: center; }
    .page.over .card:last-child { outline: 2px dashed var(--accent); outline-offset: 4px; }
  `];

  private readonly artifacts = new Watch(this, artifacts);
  @state() private sending: { upload: Upload; name: string; sent: number; total: number } | undefined;
  @state() private dragging = false;
  @query('input[type="file"]') private readonly input!: HTMLInputElement;

  override render() {
    const now = this.artifacts.value;
    const sub = now === undefined ? 'Loading…' : plural(now.length, 'artifact');
    return html`<div class="page ${this.dragging ? 'over' : ''}" @dragover=${this.dragover} @dragleave=${() => (this.dragging = false)} @drop=${this.drop}>
      ${pageTop('Releases', sub, now?.length === 0 ? nothing : this.uploadButton())}
      <input type="file" accept=".mender" tabindex="-1" aria-label="Artifact file" @change=${this.picked}>
      ${stale(this.artifacts.error)}${this.progress()}
      ${now === undefined ? html`<div class="skeleton"></div>` : html`<section class="card">${now.length === 0
        ? empty('releases', 'No release yet', html`Make one with <code>flipside artifact write rootfs-image</code> (or
            <code>mender-artifact</code>), then drop the <code>.mender</code> file here.`, this.uploadButton())
        : table('Releases', this.columns(), now, (row) => row.id, false)}</section>`}
    </div>`;
  }

  private uploadButton() {
    return html`<button class="button primary" ?disabled=${this.sending !== undefined} @click=${() => this.input.click()}>
      ${icon('deployments')}Upload artifact</button>`;
  }

  private progress() {
    if (this.sending === undefined) return nothing;
    const { name, sent, total, upload } = this.sending;
    const share = total === 0 ? 0 : sent / total;
    const text = share < 1 ? `${bytes(sent)} of ${bytes(total)}` : 'The server checks it…';
    return html`<section class="card upload"><div class="body">
      <div><div class="over"><span class="clip">${name}</span><span>${text}</span></div>${bar(`Upload of ${name}`, share, [{ tone: 'accent', share }])}</div>
      <button class="button slim" @click=${() => upload.cancel()}>Cancel</button></div></section>`;
  }

  private columns(): readonly Column<Artifact>[] {
    const none = html`<span class="faint">–</span>`;
    return [
      { label: 'Release', width: 25, cell: (row) => html`<span class="main">${row.name}</span><span class="below">${typesOf(row)}</span>` },
      { label: 'Device types', width: 20, cell: (row) => row.device_types_compatible.join(', ') },
      { label: 'Size', width: 11, cell: (row) => (row.size === undefined ? none : html`<span class="number">${bytes(row.size)}</span>`) },
      { label: 'Signature', width: 13, cell: (row) => (row.signed === true ? pill('good', 'Signed') : pill('idle', 'Unsigned')) },
      { label: 'Uploaded', width: 12, cell: (row) => when(row.modified) },
      { label: 'Actions', width: 19, buttons: true, cell: (row) => html`<span class="actions">
          <button class="button slim" @click=${() => newDeployment(row.name)}>Deploy<span class="hidden"> ${row.name}</span></button>
          <button class="button slim bare" aria-label="Delete ${row.name}" @click=${() => this.delete(row)}>${icon('trash')}</button></span>` },
    ];
  }

  private dragover(event: DragEvent): void {
    if (event.dataTransfer?.types.includes('Files') !== true) return;
    event.preventDefault();
    this.dragging = true;
  }

  private drop(event: DragEvent): void {
    event.preventDefault();
    this.dragging = false;
    void this.send(event.dataTransfer?.files[0]);
  }

  private picked(): void {
    void this.send(this.input.files?.[0]);
    // So that the same file can be picked again, after it has been corrected.
    this.input.value = '';
  }

  private async send(file: File | undefined): Promise<void> {
    if (file === undefined || this.sending !== undefined) return;
    const sending = upload(file, (sent, total) => (this.sending = { upload: sending, name: file.name, sent, total }));
    this.sending = { upload: sending, name: file.name, sent: 0, total: file.size };
    await attempt('The upload', () => sending.done, `${file.name} is uploaded. Deploy it when you are ready.`);
    this.sending = undefined;
    await Promise.all([this.artifacts.refresh(), fleet.refresh()]);
  }

  private async delete(artifact: Artifact): Promise<void> {
    const text = 'Devices that run it keep running it, but it cannot be deployed any more.';
    if (!(await confirmed(`Delete ${artifact.name}?`, text, 'Delete'))) return;
    await attempt('Deleting', () => calls.removeArtifact(artifact.id), `${artifact.name} is deleted.`);
    await this.artifacts.refresh();
  }
}

function typesOf(artifact: Artifact): string {
  return (artifact.updates ?? []).map((each) => each.type_info?.type ?? 'empty').join(', ');
}
