// Builds histories as Temporal's server writes them, in the JSON form that its replayer reads.

const QUEUE = { name: 'bench', kind: 'TASK_QUEUE_KIND_NORMAL' };
const base64 = (text) => Buffer.from(text).toString('base64');
const payloads = (...values) => ({ payloads: values.map((value) => ({ metadata: { encoding: base64('json/plain') }, data: base64(JSON.stringify(value)) })) });

/** Without the flags even another activity name would be accepted. */
const FLAGS = { coreUsedFlags: [1, 2, 3], langUsedFlags: [] };

class History {
  events = [];
  add(type, name, attributes) {
    const eventId = this.events.length + 1;
    this.events.push({ eventId: String(eventId), eventTime: new Date(Date.UTC(2026, 0, 1) + eventId * 10).toISOString(), eventType: `EVENT_TYPE_${type}`, version: '0', taskId: String(eventId), [`${name}EventAttributes`]: attributes });
    return eventId;
  }
  /** @returns id of the completed task, which the commands that follow name */
  task() {
    const scheduledEventId = String(this.add('WORKFLOW_TASK_SCHEDULED', 'workflowTaskScheduled', { taskQueue: QUEUE, startToCloseTimeout: '10s', attempt: 1 }));
    const startedEventId = String(this.add('WORKFLOW_TASK_STARTED', 'workflowTaskStarted', { scheduledEventId, identity: 'bench', requestId: `r${scheduledEventId}` }));
    return String(this.add('WORKFLOW_TASK_COMPLETED', 'workflowTaskCompleted', { scheduledEventId, startedEventId, identity: 'bench', sdkMetadata: FLAGS }));
  }
  schedule(index, workflowTaskCompletedEventId, activity) {
    return String(this.add('ACTIVITY_TASK_SCHEDULED', 'activityTaskScheduled', { activityId: String(index + 1), activityType: { name: activity }, taskQueue: QUEUE, input: payloads(`call ${index}`), scheduleToCloseTimeout: '0s', scheduleToStartTimeout: '0s', startToCloseTimeout: '60s', heartbeatTimeout: '0s', workflowTaskCompletedEventId }));
  }
  complete(index, scheduledEventId) {
    const startedEventId = String(this.add('ACTIVITY_TASK_STARTED', 'activityTaskStarted', { scheduledEventId, identity: 'bench', requestId: `a${scheduledEventId}`, attempt: 1 }));
    this.add('ACTIVITY_TASK_COMPLETED', 'activityTaskCompleted', { result: payloads({ delivered: index }), scheduledEventId, startedEventId, identity: 'bench' });
  }
}

/** @param {'sequential' | 'fanOut'} shape @param {number} count @param {string} [activity] another name than the code has: a history that must be refused */
export function buildHistory(shape, count, activity = 'call') {
  const history = new History();
  history.add('WORKFLOW_EXECUTION_STARTED', 'workflowExecutionStarted', { workflowType: { name: shape }, taskQueue: QUEUE, input: payloads(count), workflowTaskTimeout: '10s', originalExecutionRunId: 'run', firstExecutionRunId: 'run', identity: 'bench', attempt: 1, workflowId: 'bench' });
  let task = history.task();
  if (shape === 'sequential') {
    for (let index = 0; index < count; index += 1) {
      history.complete(index, history.schedule(index, task, activity));
      task = history.task();
    }
  } else {
    const scheduled = Array.from({ length: count }, (_, index) => history.schedule(index, task, activity));
    scheduled.forEach((id, index) => history.complete(index, id));
    task = history.task();
  }
  history.add('WORKFLOW_EXECUTION_COMPLETED', 'workflowExecutionCompleted', { workflowTaskCompletedEventId: task });
  return JSON.stringify({ events: history.events });
}
