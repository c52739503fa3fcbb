import { getJson, getText, remove, sendJson } from './client.ts';
import type { Artifact, Deployment, Device, DeviceDeployment, NewDeployment, Overview, SelectionResult } from './types.ts';

/** The calls that the console makes, one function each. */

const CONSOLE = '/api/management/v1/flipside';
const DEVAUTH = '/api/management/v2/devauth';
const DEPLOYMENTS = '/api/management/v1/deployments';
const DEPLOYMENTS_V2 = '/api/management/v2/deployments';

/** The most that the API gives in one page. */
export const PAGE = 500;

const part = encodeURIComponent;

export const overview = () => getJson<Overview>(`${CONSOLE}/overview`);
export const devices = () => getJson<Device[]>(`${CONSOLE}/devices?status=accepted,rejected,preauthorized,noauth&per_page=${PAGE}`);
/** One page of those that wait, the newest first. */
export const pending = (page: number, size: number) =>
  getJson<Device[]>(`${CONSOLE}/devices?status=pending&sort=desc&page=${page}&per_page=${size}`);
export const device = (id: string) => getJson<Device>(`${CONSOLE}/devices/${part(id)}`);
export const next = (id: string) => getJson<SelectionResult>(`${CONSOLE}/devices/${part(id)}/next`);
export const deviceDeployments = (deployment: string) =>
  getJson<DeviceDeployment[]>(`${CONSOLE}/deployments/${part(deployment)}/devices?per_page=${PAGE}`);

/** The decision is about the key that the user has seen. */
export async function decide(device: string, key: string, status: 'accepted' | 'rejected'): Promise<void> {
  await sendJson('PUT', `${DEVAUTH}/devices/${part(device)}/auth/${part(key)}/status`, { status });
}

/** Many at once, of one page. */
export async function decideAll(keys: readonly string[], status: 'accepted' | 'rejected' | 'dismissed'): Promise<void> {
  await sendJson('POST', `${CONSOLE}/decisions`, { status, keys });
}

export const decommission = (id: string) => remove(`${DEVAUTH}/devices/${part(id)}`);

export const deployments = (count: number) => getJson<Deployment[]>(`${DEPLOYMENTS_V2}/deployments?per_page=${count}`);
export const deployment = (id: string) => getJson<Deployment>(`${DEPLOYMENTS}/deployments/${part(id)}`);
export const log = (deployment: string, device: string) =>
  getText(`${DEPLOYMENTS}/deployments/${part(deployment)}/devices/${part(device)}/log`);

export async function abort(id: string): Promise<void> {
  await sendJson('PUT', `${DEPLOYMENTS}/deployments/${part(id)}/status`, { status: 'aborted' });
}

/** Answers the new deployment's id. */
export async function deploy(wanted: NewDeployment): Promise<string> {
  const response = await sendJson('POST', `${DEPLOYMENTS}/deployments`, wanted);
  return response.headers.get('Location')?.split('/').at(-1) ?? '';
}

export const artifacts = () => getJson<Artifact[]>(`${DEPLOYMENTS}/artifacts/list?per_page=${PAGE}`);
export const removeArtifact = (id: string) => remove(`${DEPLOYMENTS}/artifacts/${part(id)}`);
export const UPLOAD = `${DEPLOYMENTS}/artifacts`;

/** Tells the server too; this tab forgets the token in any case. */
export async function signOut(): Promise<void> {
  await sendJson('POST', '/api/management/v1/useradm/auth/logout', {}).catch(() => undefined);
}
