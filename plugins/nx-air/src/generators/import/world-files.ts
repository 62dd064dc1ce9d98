// The manifest and the policy of a world: where they stand, what they hold, and what is added to them.
import type { LoadedNode } from '@nx-air/air';
import { layoutFile, splitPointer, type JsonObject, type JsonValue } from '@nx-air/canon/json';
import type { JsonEdit, JsonPath, LoadedWorld } from '@nx-air/world';
import { GeneratorError } from '../errors.ts';
import { listOf, memberOf, namesIn, objectOf } from '../json-object.ts';
import type { Workspace } from '../workspace/open-workspace.ts';
import { writeNew } from '../workspace/write-new.ts';

export type ManifestList = 'schemas' | 'modules' | 'plans' | 'effects' | 'caps' | 'policies';

const pathOf = (node: LoadedNode): JsonPath => splitPointer(node.origin.pointer).map((part) => (/^\d+$/u.test(part) ? Number(part) : part));

/** Edits of one world's own files. Nothing that is there is added twice. */
export class WorldFiles {
  readonly #workspace: Workspace;
  readonly #world: LoadedWorld;
  readonly #manifest: LoadedNode;

  private constructor(workspace: Workspace, world: LoadedWorld, manifest: LoadedNode) {
    this.#workspace = workspace;
    this.#world = world;
    this.#manifest = manifest;
  }

  /** @throws GeneratorError for a world without a manifest of its own */
  static open(workspace: Workspace, world: LoadedWorld): WorldFiles {
    const manifest = world.own.find(({ kind }) => kind === 'manifest');
    if (manifest === undefined) throw new GeneratorError('unfit', `world ${world.id} has no manifest that can be read`, `Run \`air check ${world.dir}\`.`);
    return new WorldFiles(workspace, world, manifest);
  }

  get manifest(): JsonObject {
    return this.#manifest.node;
  }

  /** Folder of the world's own definitions, relative to the workspace: that of the manifest. */
  get airFolder(): string {
    const { file } = this.#manifest.origin;
    return file.slice(0, Math.max(0, file.lastIndexOf('/')));
  }

  async list(list: ManifestList, names: readonly string[]): Promise<void> {
    const known = new Set(namesIn(this.manifest[list]));
    await this.#edit(this.#manifest, [{ add: [list], items: names.filter((name) => !known.has(name)).map((name) => ({ name })) }]);
  }

  /** @throws GeneratorError when the name stands for a grant of another cap */
  async grant(name: string, cap: string, params: JsonObject): Promise<void> {
    const present = listOf(memberOf(this.manifest['defaults'], 'cap_grants')).find((grant) => memberOf(grant, 'name') === name);
    if (present === undefined) return this.#edit(this.#manifest, [{ add: ['defaults', 'cap_grants'], items: [{ name, cap, params }] }]);
    const given = memberOf(present, 'cap');
    if (given !== cap) throw new GeneratorError('unfit', `the grant ${name} of world ${this.#world.id} is of ${String(given)}, the pack needs ${cap}`, 'One of them has to be called otherwise: rename the grant, or wrap the plan.');
  }

  async trigger(trigger: JsonObject): Promise<void> {
    const isThere = listOf(this.manifest['triggers']).some((each) => memberOf(each, 'event') === trigger['event'] && memberOf(each, 'plan') === trigger['plan']);
    if (!isThere) await this.#edit(this.#manifest, [{ add: ['triggers'], items: [trigger] }]);
  }

  /** Adds to a list or sets a member anywhere in the manifest. */
  async edit(edits: readonly JsonEdit[]): Promise<void> {
    await this.#edit(this.#manifest, edits);
  }

  /**
   * Lets the origin have the effect, in the policy that the manifest names; a world without one gets one.
   * @throws GeneratorError when a rule of the world denies just that
   */
  async allow({ cap_type, ...need }: { readonly effect_kind: string; readonly cap_type: string; readonly cap_name: string; readonly origin_kind: 'plan' | 'workflow'; readonly origin_name: string }): Promise<void> {
    const rule = { when: { ...need }, decision: 'allow' };
    const name = memberOf(this.manifest['defaults'], 'policy');
    const policy = this.#world.own.find((node) => node.kind === 'defpolicy' && node.name === name);
    if (typeof name === 'string' && policy === undefined) throw new GeneratorError('unfit', `the policy ${name} is not among the definitions of world ${this.#world.id}`, 'Name a policy of its own in `defaults.policy` of the manifest.');
    if (policy === undefined) return this.#addPolicy(rule);
    const rules = listOf(policy.node['rules']);
    const [first, index] = firstMatch(rules, { ...need, cap_type });
    if (first === undefined) return this.#edit(policy, [{ add: ['rules'], items: [rule] }]);
    if (memberOf(first, 'decision') === 'allow') return;
    if (Object.keys(objectOf(memberOf(first, 'when'))).length > 0) throw new GeneratorError('unfit', `rule ${index} of ${policy.name} denies ${need.effect_kind} to ${need.origin_name}`, 'Change that rule first.');
    await this.#edit(policy, [{ add: ['rules'], items: [rule], first: true }]);
  }

  async #addPolicy(rule: JsonObject): Promise<void> {
    const name = `${this.#world.id}/policy@1`;
    writeNew(this.#workspace.tree, { [`${this.airFolder}/policy.air.json`]: layoutFile([{ $kind: 'defpolicy', name, rules: [rule] }]) }, 'Name the policy of the world in `defaults.policy` of its manifest.');
    await this.list('policies', [name]);
    await this.#edit(this.#manifest, [{ set: ['defaults', 'policy'], value: name }]);
  }

  async #edit(node: LoadedNode, edits: readonly JsonEdit[]): Promise<void> {
    const { editJson } = await import('@nx-air/world');
    const base = pathOf(node);
    const { file } = node.origin;
    const { tree } = this.#workspace;
    const text = tree.read(file, 'utf8') ?? '';
    const edited = editJson(text, edits.map((edit) => ('set' in edit ? { ...edit, set: [...base, ...edit.set] } : { ...edit, add: [...base, ...edit.add] })));
    if (edited !== text) tree.write(file, edited);
  }
}

/** As the kernel reads a policy: the first rule all of whose conditions hold. */
function firstMatch(rules: readonly JsonValue[], need: JsonObject): readonly [JsonValue | undefined, number] {
  const index = rules.findIndex((rule) => Object.entries(objectOf(memberOf(rule, 'when'))).every(([key, value]) => need[key] === value));
  return [rules[index], index];
}
