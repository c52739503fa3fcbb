import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import * as calls from '../api/calls.ts';
import type { Artifact, Device } from '../api/types.ts';
import '../components/dialog.ts';
import type { FlipDialog } from '../components/dialog.ts';
import { icon } from '../components/icons.ts';
import { matches } from '../model/device.ts';
import { plural } from '../model/format.ts';
import { fleet } from '../state/fleet.ts';
import { Watch } from '../state/poll.ts';
import { navigate } from '../state/router.ts';
import { toast } from '../state/toasts.ts';
import { base } from '../style/base.ts';
import { forms } from '../style/form.ts';

@customElement('flip-new-deployment')
class NewDeployment extends LitElement {
  static override styles = [base, forms, css`
    .choice { display: flex; align-items: center; gap: 10px; min-height: 28px; font-size: 14px; cursor: pointer; }
    .list { display: grid; max-height: 216px; overflow-y: auto; padding: 4px 14px; border: 1px solid var(--line); border-radius: var(--radius-small); }
    .list .choice { min-height: 38px; border-top: 1px solid var(--line); }
    .list .choice:first-child { border-top: 0; }
    .list .choice span:nth-of-type(1) { flex: 1; min-width: 0; }
    .list .choice span:last-child { max-width: 45%; }
    .foot { display: flex; justify-content: flex-end; gap: 10px; margin-top: 6px; }
    .none { padding: 10px 0; }
    form > div:empty { display: contents; }
  `];

  @property({ attribute: false }) release = '';
  private readonly fleet = new Watch(this, fleet);
  @state() private releases: readonly string[] | undefined;
  @state() private types: ReadonlyMap<string, readonly string[]> = new Map();
  @state() private all = true;
  @state() private chosen: ReadonlySet<string> = new Set();
  @state() private filter = '';
  @state() private problem = '';
  @state() private busy = false;
  @query('flip-dialog') private readonly dialog!: FlipDialog;
  @query('#name') private readonly name!: HTMLInputElement;

  override firstUpdated(): void {
    calls.artifacts().then(
      (artifacts) => this.offer(artifacts),
      (error: Error) => (this.problem = error.message),
    );
  }

  private offer(artifacts: readonly Artifact[]): void {
    const types = new Map<string, string[]>();
    for (const artifact of artifacts) types.set(artifact.name, [...(types.get(artifact.name) ?? []), ...artifact.device_types_compatible]);
    this.types = types;
    this.releases = [...types.keys()];
    if (!types.has(this.release)) this.release = this.releases[0] ?? '';
  }

  override render() {
    return html`<flip-dialog heading="New deployment" @closed=${() => this.remove()}>
      ${this.releases?.length === 0 ? this.noRelease() : this.form()}
    </flip-dialog>`;
  }

  private noRelease() {
    return html`<p class="muted">There is no release yet. Upload one, then deploy it.</p>
      <div class="foot"><a class="button primary" href="/releases" @click=${() => this.dialog.close()}>Go to releases</a></div>`;
  }

  private form() {
    const fits = [...new Set(this.types.get(this.release) ?? [])].join(', ');
    return html`<form @submit=${this.submit}>
      <div class="field"><label for="release">Release</label>
        <select id="release" autofocus @change=${(event: Event) => (this.release = (event.target as HTMLSelectElement).value)}>
          ${(this.releases ?? []).map((name) => html`<option value=${name} ?selected=${name === this.release}>${name}</option>`)}</select>
        <small>${fits === '' ? 'Loading…' : `For devices of type ${fits}`}</small></div>
      <div class="field"><label for="name">Name</label><input id="name" maxlength="128" placeholder=${this.release} autocomplete="off">
        <small>How this deployment is called in lists and logs.</small></div>
      <fieldset><legend>Devices</legend>
        ${this.choice(true, `All accepted devices (${this.fleet.value?.overview.devices.accepted ?? '…'})`)}
        ${this.choice(false, 'Only some of them')}
        ${this.all ? nothing : this.picker(fits)}
      </fieldset>
      <div aria-live="assertive">${this.problem === '' ? nothing : html`<div class="problem">${icon('warning')}<span>${this.problem}</span></div>`}</div>
      <div class="foot"><button type="button" class="button" @click=${() => this.dialog.close()}>Cancel</button>
        <button class="button primary" ?disabled=${this.busy || this.releases === undefined}>${this.busy ? 'Starting…' : 'Deploy'}</button></div>
    </form>`;
  }

  private choice(all: boolean, text: string) {
    return html`<label class="choice"><input type="radio" name="target" .checked=${this.all === all} @change=${() => (this.all = all)}>${text}</label>`;
  }

  private picker(fits: string) {
    const accepted = (this.fleet.value?.devices ?? []).filter((each) => each.status === 'accepted');
    const shown = accepted.filter((each) => matches(each, this.filter));
    return html`<input type="search" aria-label="Find a device" placeholder="Find a device" .value=${this.filter}
        @input=${(event: Event) => (this.filter = (event.target as HTMLInputElement).value)}>
      <div class="list">${shown.length === 0 ? html`<p class="muted small none">No accepted device matches.</p>` : shown.map((each) => this.device(each, fits))}</div>
      <small class="muted small">${plural(this.chosen.size, 'device')} chosen</small>`;
  }

  private device(device: Device, fits: string) {
    const other = device.device_type !== undefined && !fits.split(', ').includes(device.device_type);
    return html`<label class="choice"><input type="checkbox" .checked=${this.chosen.has(device.id)} @change=${() => this.toggle(device.id)}>
      <span class="mono wrap">${device.name}</span><span class="faint small clip">${other ? 'does not fit' : device.artifact_name}</span></label>`;
  }

  private toggle(id: string): void {
    const chosen = new Set(this.chosen);
    if (!chosen.delete(id)) chosen.add(id);
    this.chosen = chosen;
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (!this.all && this.chosen.size === 0) {
      this.problem = 'Choose at least one device.';
      return;
    }
    this.busy = true;
    this.problem = '';
    try {
      const target = this.all ? { all_devices: true } : { devices: [...this.chosen] };
      const id = await calls.deploy({ name: this.name.value.trim() || this.release, artifact_name: this.release, ...target });
      toast('done', `${this.release} is on its way.`);
      this.dialog.close();
      void fleet.refresh();
      navigate(id === '' ? '/deployments' : `/deployments/${id}`);
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    } finally {
      this.busy = false;
    }
  }
}

export function newDeployment(release = ''): void {
  const element = new NewDeployment();
  element.release = release;
  document.body.append(element);
}

export function newDeploymentButton(): TemplateResult {
  return html`<button class="button primary" @click=${() => newDeployment()}>${icon('plus')}New deployment</button>`;
}
