// Writes synthetic definitions: the same for the same arguments, of the shapes and sizes real packs have.

export type Definition = Readonly<Record<string, unknown>>;

/** Of ten definitions, seven are schemas, two are plans and one is a capability. */
export function generateDefinitions(namespace: string, count: number): readonly Definition[] {
  return Array.from({ length: count }, (_, index) => {
    const place = index % 10;
    if (place < 7) return generateSchema(namespace, index);
    return place < 9 ? generatePlan(namespace, index) : generateCap(namespace, index);
  });
}

function numbered(namespace: string, what: string, index: number): string {
  return `${namespace}/${what}${String(index).padStart(5, '0')}@1`;
}

function generateSchema(namespace: string, index: number): Definition {
  const fields = {
    id: { text: {} },
    attempt: { nat: {} },
    delta: { int: {} },
    body_ref: { hash: {} },
    labels: { map: { key: { text: {} }, value: { text: {} } } },
    parts: { list: { record: { offset: { nat: {} }, bytes: { bytes: {} } } } },
    note: { option: { text: {} } },
    // Keeps every definition different in more than its name.
    [`field_${index}`]: { set: { uuid: {} } },
  };
  const type = index % 7 < 5 ? { record: fields } : { variant: { Ready: { record: fields }, Failed: { text: {} }, Waiting: { unit: {} } } };
  return { $kind: 'defschema', name: numbered(namespace, 'Shape', index), type };
}

function generatePlan(namespace: string, index: number): Definition {
  const shape = numbered(namespace, 'Shape', index - (index % 10));
  const url = `https://service-${index}.test/items`;
  return {
    $kind: 'defplan',
    name: numbered(namespace, 'fetch_item_', index),
    input: shape,
    output: shape,
    locals: { answer: 'sys/HttpRequestReceipt@1' },
    steps: [
      {
        id: 'fetch',
        op: 'emit_effect',
        kind: 'http.request',
        params: { record: { method: { text: 'GET' }, url: { text: url }, headers: { map: [] }, body_ref: { null: {} } } },
        cap: 'cap_http',
        idempotency_key: { op: 'hash', args: [{ record: { purpose: { text: 'fetch' }, id: { ref: '@plan.input.id' } } }] },
        bind: { effect_id_as: 'intent' },
      },
      { id: 'answered', op: 'await_receipt', for: { ref: '@var:intent' }, bind: { as: 'received' } },
      { id: 'keep', op: 'assign', expr: { ref: '@var:received' }, bind: { as: 'answer' } },
      { id: 'publish', op: 'raise_event', event: shape, value: { ref: '@plan.input' } },
      { id: 'done', op: 'end', result: { ref: '@plan.input' } },
    ],
    edges: [
      { from: 'fetch', to: 'answered' },
      { from: 'answered', to: 'keep' },
      { from: 'keep', to: 'publish', when: { op: 'eq', args: [{ ref: '@plan.input.attempt' }, { nat: index }] } },
      { from: 'publish', to: 'done' },
    ],
    required_caps: ['cap_http'],
    allowed_effects: ['http.request'],
  };
}

function generateCap(namespace: string, index: number): Definition {
  const schema = { record: { hosts: { set: { text: {} } }, [`limit_${index}`]: { nat: {} } } };
  return { $kind: 'defcap', name: numbered(namespace, 'http_', index), cap_type: 'http.out', schema };
}
