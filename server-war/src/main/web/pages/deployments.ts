import { html, LitElement, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { empty, pageTop, stale } from '../components/bits.ts';
import { deploymentColumns } from '../components/rows.ts';
import { table } from '../components/table.ts';
import { count, plural } from '../model/format.ts';
import { type Fleet, fleet } from '../state/fleet.ts';
import { Watch } from '../state/poll.ts';
import { base } from '../style/base.ts';
import { layout } from '../style/layout.ts';
import { tables } from '../style/table.ts';
import { newDeployment, newDeploymentButton } from './new-deployment.ts';

@customElement('flip-deployments')
export class DeploymentsPage extends LitElement {
  static override styles = [base, layout, tables];

  private readonly fleet = new Watch(this, fleet);

  override render() {
    const now = this.fleet.value;
    return html`<div class="page">
      ${pageTop('Deployments', now === undefined ? 'Loading…' : summary(now), now?.deployments.length === 0 ? nothing : newDeploymentButton())}
      ${stale(this.fleet.error)}
      ${now === undefined ? html`<div class="skeleton"></div>` : card(now)}
    </div>`;
  }
}

function card(now: Fleet) {
  const rows = now.deployments;
  if (rows.length > 0) {
    return html`<section class="card">${table('Deployments', deploymentColumns(now.deviceDeployments), rows, (row) => row.id)}</section>`;
  }
  const action = now.overview.artifacts === 0
    ? html`<a class="button primary" href="/releases">Upload a release first</a>`
    : html`<button class="button primary" @click=${() => newDeployment()}>New deployment</button>`;
  const text = 'A deployment brings a release to devices, and says how each of them did.';
  return html`<section class="card">${empty('deployments', 'No deployment yet', text, action)}</section>`;
}

function summary(now: Fleet): string {
  const { pending, inprogress, finished } = now.overview.deployments;
  const all = pending + inprogress + finished;
  const shown = all > now.deployments.length ? `; the ${count(now.deployments.length)} newest are shown` : '';
  return `${plural(pending + inprogress, 'deployment')} running, ${count(finished)} finished${shown}`;
}
