import {
  type Deployment,
  deploymentProcesses,
  deployments,
  type Environment,
  environments,
  type Interruption,
  interruptions,
  type Machine,
  machines,
  serverTasks,
  variableSets,
} from "@indelible/domain";
import {
  ACTION_KINDS,
  type ActionKind,
  changedTasks,
  type OpenPackage,
  type ProcessSubject,
  type RunLinks,
  runProcess,
  type Task,
  TaskRunner,
} from "@indelible/engine";
import type { ScriptHost } from "@indelible/execution";
import { completeBody, systemAct } from "@indelible/kernel";
import type { Database, JsonObject, PartOf, StoredDocument } from "@indelible/trail";
import { TestEngine } from "./engine.ts";

/** Options of the processes that a test runs. */
export interface ProcessRunsOptions {
  readonly actionKinds?: readonly ActionKind[];
  /** Runs scripts on the server; by default they fail. */
  readonly scriptHost?: ScriptHost;
  readonly openPackage?: OpenPackage;
}

/** One run of a process. */
export interface ProcessInit
  extends Partial<Pick<ProcessSubject, "allowsNoTargets" | "given" | "selectedPackages">> {
  readonly steps: readonly object[];
  readonly variables?: readonly JsonObject[];
  /** Fields of the deployment, such as `UseGuidedFailure`. */
  readonly body?: PartOf<Deployment>;
}

/** The task kind that runs the processes. */
const KIND = "Work";

/** Runs processes in one project and environment, as tasks of a task runner but without a server. */
export class ProcessRuns {
  readonly engine: TestEngine;
  readonly runner: TaskRunner;
  readonly environment: StoredDocument<Environment>;
  /** What the runs belong to: `ProjectId`, `EnvironmentId`, `TenantId`. */
  readonly links: RunLinks;
  readonly errors: unknown[] = [];
  readonly #subjects = new Map<string, ProcessSubject>();
  #made = 0;

  private constructor(
    engine: TestEngine,
    environment: StoredDocument<Environment>,
    links: RunLinks,
    options: ProcessRunsOptions,
  ) {
    this.engine = engine;
    this.environment = environment;
    this.links = links;
    this.runner = this.#runner(options);
  }

  /** Opens an empty store (see stores.ts), which the caller closes. */
  static async open(database: Database, options: ProcessRunsOptions = {}): Promise<ProcessRuns> {
    const engine = await TestEngine.open(database);
    const project = await engine.project("Shop");
    const environment = await engine.create(environments, { Name: "Staging" });
    const links = { ProjectId: project.id, EnvironmentId: environment.id, TenantId: null };
    return new ProcessRuns(engine, environment, links, options);
  }

  /** A target of the environment that scripts reach through the server. */
  machine(Name: string, ...Roles: string[]): Promise<StoredDocument<Machine>> {
    const Endpoint = { CommunicationStyle: "None" };
    const EnvironmentIds = [this.environment.id];
    return this.engine.create(machines, { Name, Roles, EnvironmentIds, Endpoint });
  }

  /** Queues a run of a process; returns the id of its task. */
  async queue(init: ProcessInit): Promise<string> {
    const { steps, variables = [], body = {}, allowsNoTargets = false, given = [] } = init;
    this.#made += 1;
    const id = `deploymentprocess-${this.#made}`;
    const { ProjectId } = this.links;
    const sent = { ProjectId, Steps: steps as JsonObject[] };
    const process = await this.engine.create(deploymentProcesses, sent, { id });
    const setId = await this.engine.variableSet(`Set ${this.#made}`);
    const set = await this.engine.change(variableSets, setId, { Variables: variables });
    const task = await this.engine.queue({ name: KIND, description: `Run ${this.#made}` });
    this.#subjects.set(task, {
      body: completeBody(deployments, { ...this.links, ReleaseId: "Releases-1", ...body }),
      spaceId: "Spaces-1",
      links: this.links,
      allowsNoTargets,
      tenant: undefined,
      processOwner: ProjectId,
      frozen: { process, variables: [set] },
      selectedPackages: init.selectedPackages ?? [],
      given,
    });
    return task;
  }

  /** Runs all tasks that can run. */
  async runAll(): Promise<void> {
    while (await this.runner.claim()) await this.runner.idle();
    const [error] = this.errors;
    if (error !== undefined) throw error;
  }

  /** Queues a run and runs it to its end, or until its first interruption. */
  async run(init: ProcessInit): Promise<Task> {
    const id = await this.queue(init);
    await this.runAll();
    return this.engine.task(id);
  }

  /** The pending question of a task. */
  async question(taskId: string): Promise<StoredDocument<Interruption>> {
    const containing = [[{ TaskId: taskId, IsPending: true }]];
    const { documents } = await this.engine.trail.list({
      type: interruptions,
      containing,
      skip: 0,
      take: 2,
    });
    const [found, other] = documents;
    if (found !== undefined && other === undefined) return found;
    throw new TypeError(`Task ${taskId} asks ${documents.length} questions`);
  }

  /** Answers the pending question of a task and resumes it. */
  async answer(taskId: string, word: string): Promise<Task> {
    const { id, body } = await this.question(taskId);
    const field = body.Type === "GuidedFailure" ? "Guidance" : "Result";
    const Form = { ...body.Form, Values: { ...body.Form.Values, [field]: word } };
    await this.engine.change(interruptions, id, { IsPending: false, Form });
    const task = await this.engine.task(taskId);
    const resumed = { ...task, has_pending_interruptions: false };
    const { trail } = this.engine;
    await trail.commit(systemAct(taskId), await trail.read({}), [], [changedTasks([resumed])]);
    await this.runAll();
    return this.engine.task(taskId);
  }

  /** The activities of a task, as `status name`, in the order of their creation. */
  async activities(taskId: string): Promise<string[]> {
    const activities = await this.engine.logs.activities(taskId);
    return activities.map(({ status, name }) => `${status} ${name}`);
  }

  #runner(options: ProcessRunsOptions): TaskRunner {
    const { engine } = this;
    const tools = {
      trail: engine.trail,
      database: engine.database,
      sealer: engine.sealer,
      clock: engine.clock,
      random: engine.random,
      actionKinds: options.actionKinds ?? ACTION_KINDS,
      openPackage: options.openPackage ?? (async () => undefined),
      expandCertificate: async () => new Map(),
      scriptHost: options.scriptHost,
    };
    return new TaskRunner({
      trail: engine.trail,
      store: engine.tasks,
      kinds: [
        {
          name: KIND,
          run: async (run) => runProcess(tools, this.#subjectOf(run.task), run),
          needs: () => [],
          notes: () => [],
        },
      ],
      node: "test",
      clock: engine.clock,
      taskCap: 1,
      openLog: ({ id, description }) => engine.openLog(id, description),
      seal: (text) => text,
      unseal: (text) => text,
      isGenuine: () => true,
      macs: engine.sealer,
      logError: (error) => this.errors.push(error),
    });
  }

  #subjectOf({ id }: Task): ProcessSubject {
    const subject = this.#subjects.get(id);
    if (subject !== undefined) return subject;
    throw new TypeError(`There is no ${serverTasks.label} ${id}`);
  }
}
