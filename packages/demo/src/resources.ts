/**
 * The fields of resources that the story reads and changes; other fields are sent back unchanged.
 */
export interface Resource {
  readonly Id: string;
  Name: string;
}

/** A project of the story. */
export interface ProjectResource extends Resource {
  Description: string;
  ProjectGroupId: string;
}

/** An environment of the story. */
export interface EnvironmentResource extends Resource {
  UseGuidedFailure: boolean;
}

/** A variable; the value of a sensitive one is null in responses. */
export interface VariableResource {
  readonly Id?: string;
  Name: string;
  Value: string | null;
  Type?: string;
  Description?: string;
  Scope?: Record<string, string[]>;
}

/** The variables of a project. */
export interface VariableSetResource {
  Variables: VariableResource[];
}

/** An action of a step. */
export interface ActionResource {
  readonly Id?: string;
  Name: string;
  ActionType: string;
  IsDisabled?: boolean;
  Environments?: string[];
  Properties: Record<string, string>;
}

/** A step of a process. */
export interface StepResource {
  readonly Id?: string;
  Name: string;
  Actions: ActionResource[];
}

/** The steps of a project. */
export interface ProcessResource {
  Steps: StepResource[];
}

/** A deployment target. */
export interface MachineResource extends Resource {
  Roles: string[];
  EnvironmentIds: string[];
  IsDisabled: boolean;
}

/** A release. */
export interface ReleaseResource {
  readonly Id: string;
  readonly Version: string;
  ReleaseNotes: string | null;
}

/** A team. */
export interface TeamResource extends Resource {
  readonly MemberUserIds: string[];
}
