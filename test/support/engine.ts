import { randomBytes } from "node:crypto";
import {
  DOCUMENT_DEFINITIONS,
  type DocumentDefinition,
  deploymentProcesses,
  libraryVariableSets,
  lifecycles,
  type Project,
  projectGroups,
  projects,
  serverTasks,
  spaces,
  variableSets,
} from "@indelible/domain";
import {
  changedTasks,
  DatabaseTaskLogStore,
  DatabaseTaskStore,
  PLAIN_TASK,
  queuedTasks,
  type Task,
  TaskLog,
  type TaskLogStore,
  type TaskStore,
  taskAfter,
} from "@indelible/engine";
import { completeBody, readDocument, systemAct } from "@indelible/kernel";
import { serverMigrations } from "@indelible/server";
import {
  creation,
  type Database,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  masterKeySealer,
  migrate,
  modification,
  registerDocumentTypes,
  type Sealer,
  type StoredDocument,
  sha256Hex,
  type Trail,
} from "@indelible/trail";
import { QUICK, testTrail } from "./trail.ts";

/** Events of one document that a test reads. */
/** Bytes of a log that a test reads. */
const LOG_BYTES_MAX = 100_000_000;
const EVENTS_MAX = 100;

/** The trail, tasks and logs of one database, for tests of the engine without a server. */
export class TestEngine {
  readonly database: Database;
  readonly trail: Trail;
  readonly sealer: Sealer;
  readonly clock: () => Date;
  readonly tasks: TaskStore;
  readonly logs: TaskLogStore;
  readonly random = (bytes: number): Uint8Array => randomBytes(bytes);

  private constructor(database: Database, clock: () => Date) {
    this.database = database;
    this.clock = clock;
    this.sealer = masterKeySealer(new Uint8Array(32).fill(7), randomBytes, QUICK);
    this.trail = testTrail(database, DOCUMENT_DEFINITIONS, clock, this.sealer);
    this.tasks = new DatabaseTaskStore(database, clock);
    this.logs = new DatabaseTaskLogStore(database);
  }

  /** Opens an empty store (see stores.ts), which the caller closes, with the space Spaces-1. */
  static async open(database: Database, clock = () => new Date()): Promise<TestEngine> {
    await migrate(database, "server", serverMigrations(), sha256Hex);
    await registerDocumentTypes(database, DOCUMENT_DEFINITIONS);
    const engine = new TestEngine(database, clock);
    const snapshot = await engine.trail.read({ newIds: { [spaces.prefix]: 1 }, events: 1 });
    const id = snapshot.takeId(spaces.prefix);
    // Without the team of its managers, which the engine does not read.
    const body = completeBody(spaces, { Name: "Default" });
    const space = creation(spaces, { id, spaceId: null, body });
    await engine.trail.commit(systemAct(id), snapshot, [space]);
    return engine;
  }

  /** Creates a document with the defaults of its schema; by default with the next id of its type. */
  async create<Body extends JsonObject>(
    type: DocumentDefinition<Body>,
    fields: JsonObject,
    options: { readonly id?: string; readonly spaceId?: string | null } = {},
  ): Promise<StoredDocument<Body>> {
    const newIds = options.id === undefined ? { [type.prefix]: 1 } : {};
    const snapshot = await this.trail.read({ newIds, mentions: textsIn(fields), events: 1 });
    const id = options.id ?? snapshot.takeId(type.prefix);
    const { spaceId = "Spaces-1" } = options;
    const context = { id, now: this.clock().toISOString(), before: undefined };
    const sent = { ...fields, ...readDocument(type, fields) };
    const body = type.complete(completeBody(type, sent), context);
    await this.trail.commit(systemAct(id), snapshot, [creation(type, { id, spaceId, body })]);
    return (await this.trail.read({ ids: [id] })).documentOf(type, id);
  }

  /** Changes some fields of a document. */
  async change<Body extends JsonObject>(
    type: DocumentDefinition<Body>,
    id: string,
    fields: JsonObject,
  ): Promise<StoredDocument<Body>> {
    const snapshot = await this.trail.read({ ids: [id], mentions: textsIn(fields), events: 1 });
    const before = snapshot.documentOf(type, id);
    const context = { id, now: this.clock().toISOString(), before: before.body };
    const sent = { ...fields, ...readDocument(type, fields) };
    const body = type.complete({ ...before.body, ...sent }, context);
    await this.trail.commit(systemAct(id), snapshot, [modification(type, before, body)]);
    return (await this.trail.read({ ids: [id] })).documentOf(type, id);
  }

  /** Creates an empty variable set, with the library variable set that it belongs to. */
  async variableSet(Name: string): Promise<string> {
    const owner = await this.create(libraryVariableSets, { Name });
    const id = owner.body.VariableSetId ?? "";
    await this.create(variableSets, { OwnerId: owner.id }, { id });
    return id;
  }

  /** A project in a group and with a separate lifecycle; its process and variables are empty. */
  async project(Name: string, init: JsonObject = {}): Promise<StoredDocument<Project>> {
    const group = await this.create(projectGroups, { Name });
    const lifecycle = await this.create(lifecycles, { Name });
    const references = { ProjectGroupId: group.id, LifecycleId: lifecycle.id };
    const project = await this.create(projects, { Name, ...references, ...init });
    const { VariableSetId, DeploymentProcessId } = project.body;
    await this.create(variableSets, { OwnerId: project.id }, { id: VariableSetId ?? "" });
    const process = { ProjectId: project.id };
    await this.create(deploymentProcesses, process, { id: DeploymentProcessId ?? "" });
    return project;
  }

  /** The document with an id. */
  async document(id: string): Promise<StoredDocument> {
    const [found] = await this.trail.documents([id]);
    if (found === undefined) throw new TypeError(`There is no document ${id}`);
    return found;
  }

  /** Queues a task, by default of the kind `Work`, and returns its id. */
  async queue(init: Partial<Task> = {}): Promise<string> {
    const snapshot = await this.trail.read({ newIds: { [serverTasks.prefix]: 1 } });
    const id = snapshot.takeId(serverTasks.prefix);
    const request = {
      ...PLAIN_TASK,
      id,
      space_id: "Spaces-1",
      name: "Work",
      description: "Some work",
      queued_by: "Users-1",
      queue_time: this.clock(),
      ...init,
    };
    await this.trail.commit(
      systemAct(id),
      snapshot,
      [],
      [queuedTasks([request], this.sealer, this.clock())],
    );
    return id;
  }

  /** The task with an id. */
  async task(id: string): Promise<Task> {
    const [found] = await this.tasks.get([id]);
    if (found === undefined) throw new TypeError(`There is no task ${id}`);
    return found;
  }

  /** Writes a changed task. */
  async put(task: Task): Promise<Task> {
    const snapshot = await this.trail.read({});
    await this.trail.commit(systemAct(task.id), snapshot, [], [changedTasks([task])]);
    return this.task(task.id);
  }

  /** Queues a task and starts it, without a runner. */
  async executing(init: Partial<Task> = {}): Promise<Task> {
    const id = await this.queue(init);
    return this.put(taskAfter(await this.task(id), "start", this.clock()));
  }

  /** The categories of the events that relate to a document, oldest first. */
  async recorded(id: string): Promise<string[]> {
    const visibility = [{ SpaceId: "Spaces-1", Restrictions: {} }];
    const events = await this.trail.events({ visibility, terms: [[id]] }, 0, EVENTS_MAX);
    return events.map(({ Category }) => Category).reverse();
  }

  /** The log of a task, for writing. */
  openLog(taskId: string, name = "Some work"): Promise<TaskLog> {
    const { logs: store, clock } = this;
    return TaskLog.open({ store, taskId, name, clock });
  }

  /** The log entries of a task so far, as `category text`. */
  async written(taskId: string): Promise<string[]> {
    const lines = await this.logs.lines(taskId, LOG_BYTES_MAX);
    return lines.map(({ category, text }) => `${category} ${text}`);
  }
}

/** All texts of a body, which include the ids of the documents that it names. */
function textsIn(value: Json): string[] {
  if (typeof value === "string") return [value];
  if (isArray(value)) return value.flatMap(textsIn);
  return isObject(value) ? Object.values(value).flatMap(textsIn) : [];
}
