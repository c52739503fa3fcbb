import { html, nothing, type TemplateResult } from 'lit';
import { serverNow } from '../api/client.ts';
import type { Deployment, Device, DeviceDeployment } from '../api/types.ts';
import { isActive, shares, statusLabel, tally, wholeOf } from '../model/deployment.ts';
import { condition } from '../model/device.ts';
import { detail, face, label } from '../model/device-deployment.ts';
import { highWater } from '../state/fleet.ts';
import { bar, pill, when } from './bits.ts';
import type { Column } from './table.ts';

/** The tables of devices and of deployments, as they look on every page. */

const way = (row: DeviceDeployment) => highWater.of(row);

export function deploymentBar(deployment: Deployment, deviceDeployments: readonly DeviceDeployment[] = []): TemplateResult {
  const sum = tally(deployment);
  const segments = shares(sum, deviceDeployments, way);
  const live = isActive(deployment) && sum.active > 0 ? `, ${sum.active} at work` : '';
  return html`<div class="over"><span>${sum.done} of ${sum.total}${live}</span>
      ${sum.failed > 0 ? html`<span class="bad">${sum.failed} failed</span>` : nothing}</div>
    ${bar(`Progress of ${deployment.name}`, wholeOf(segments), segments)}`;
}

export function deploymentColumns(deviceDeployments: ReadonlyMap<string, readonly DeviceDeployment[]>): readonly Column<Deployment>[] {
  return [
    {
      label: 'Deployment',
      width: 29,
      cell: (row) => html`<a class="main" href="/deployments/${row.id}">${row.name}</a><span class="below">${row.artifact_name}</span>`,
    },
    { label: 'Progress', width: 37, wide: true, cell: (row) => deploymentBar(row, deviceDeployments.get(row.id)) },
    { label: 'Status', width: 19, cell: (row) => statusOf(row) },
    { label: 'Started', width: 15, cell: (row) => when(row.created) },
  ];
}

export function statusOf(deployment: Deployment): TemplateResult {
  const { tone, label } = statusLabel(deployment, tally(deployment));
  return pill(tone, label);
}

/** The server lists the columns between name and status. */
export function deviceColumns(devices: readonly Device[], status: (row: Device) => TemplateResult = deviceStatus): readonly Column<Device>[] {
  const listed = devices[0]?.columns ?? [];
  return [
    { label: 'Device', width: 26, cell: (row) => html`<a class="main mono" href="/devices/${row.id}">${row.name}</a>` },
    ...listed.map(({ label }, index) => ({ label, width: 17, cell: (row: Device) => columnValue(row, index) })),
    { label: 'Status', width: 26, cell: status },
    { label: 'Last seen', width: 15, cell: (row) => when(row.check_in_time) },
  ];
}

export function columnValue(device: Device, index: number): TemplateResult {
  return html`<span class="mono">${device.columns[index]?.value ?? '–'}</span>`;
}

export function deviceStatus(device: Device): TemplateResult {
  const { tone, label } = condition(device, serverNow());
  return pill(tone, label);
}

/** The bar of a device deployment: what the device does, how far, and while it downloads how much and how fast. */
export function deviceDeploymentBar(row: DeviceDeployment): TemplateResult {
  const now = way(row);
  const { tone } = face(row.status);
  return html`<div class="over"><span>${label(row)}</span><span class="clip">${detail(row)}</span></div>
    ${bar(`Progress of ${row.device_name}`, now, [{ tone: tone, share: now }])}`;
}
