/** The wire, as far as the console reads it. Names are those of the JSON; the server's README has the whole. */

export type AuthStatus = 'pending' | 'accepted' | 'rejected' | 'preauthorized' | 'noauth';

/** A key that a device, or somebody who says so, has sent: decisions are about one of these. */
export interface Key {
  readonly id: string;
  readonly fingerprint: string;
  readonly status: AuthStatus;
  readonly ts: string;
}

/** What a device names may be any JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** A device with its inventory and its newest device deployment. */
export interface Device {
  readonly id: string;
  readonly status: AuthStatus;
  readonly name: string;
  readonly identity_data: Readonly<Record<string, Json>>;
  readonly keys: readonly Key[];
  readonly device_type?: string;
  readonly artifact_name?: string;
  /** What the tables show beside name and status: the same columns for every device. */
  readonly columns: ReadonlyArray<{ readonly label: string; readonly value?: string }>;
  readonly attributes?: Readonly<Record<string, Json>>;
  readonly created_ts: string;
  readonly updated_ts: string;
  readonly check_in_time?: string;
  readonly job?: DeviceDeployment;
}

export type DeviceDeploymentStatus =
  | 'pending'
  | 'downloading'
  | 'installing'
  | 'rebooting'
  | 'pause_before_installing'
  | 'pause_before_rebooting'
  | 'pause_before_committing'
  | 'success'
  | 'failure'
  | 'noartifact'
  | 'already-installed'
  | 'aborted'
  | 'decommissioned';

/** The part of a deployment that concerns one device. */
export interface DeviceDeployment {
  readonly device_id: string;
  readonly device_name: string;
  readonly deployment_id: string;
  readonly deployment_name: string;
  readonly artifact_name: string;
  readonly status: DeviceDeploymentStatus;
  readonly substate?: string;
  readonly percent?: number;
  readonly bytes_done?: number;
  readonly bytes_total?: number;
  readonly bytes_per_second?: number;
  readonly created: string;
  readonly started?: string;
  readonly finished?: string;
  readonly updated?: string;
  readonly log: boolean;
}

export interface Deployment {
  readonly id: string;
  readonly name: string;
  readonly artifact_name: string;
  readonly created: string;
  readonly finished?: string;
  readonly status: 'pending' | 'inprogress' | 'finished';
  readonly device_count?: number;
  readonly statistics?: { readonly status: Readonly<Partial<Record<DeviceDeploymentStatus, number>>> };
}

export interface Artifact {
  readonly id: string;
  readonly name: string;
  readonly device_types_compatible: readonly string[];
  readonly signed?: boolean;
  readonly updates?: ReadonlyArray<{ readonly type_info?: { readonly type?: string | null } }>;
  readonly size?: number;
  readonly modified?: string;
}

export interface Overview {
  readonly devices: { readonly pending: number; readonly accepted: number; readonly rejected: number };
  readonly artifacts: number;
  readonly deployments: { readonly pending: number; readonly inprogress: number; readonly finished: number };
}

/** What a device would get if it asked now, and why. */
export interface SelectionResult {
  readonly verdict: 'offer' | 'already-installed' | 'no-artifact' | 'nothing';
  readonly reason: string;
}

export interface NewDeployment {
  readonly name: string;
  readonly artifact_name: string;
  readonly devices?: readonly string[];
  readonly all_devices?: boolean;
}
