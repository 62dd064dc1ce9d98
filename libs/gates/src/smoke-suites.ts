// The scenarios of a world as suites of cases, for servers that show tests.
import { renderText, toFindings, type Problem } from '@nx-air/air';
import type { JUnitSuite } from './junit.ts';
import type { SmokeReport } from './smoke.ts';

/** One case a scenario, one an imported plan, and one for what is wrong with the world itself. */
export function smokeSuites({ world, scenarios, importedPlans, problems, texts }: SmokeReport): readonly JUnitSuite[] {
  const failures = (of: readonly Problem[]): readonly string[] =>
    toFindings(of, (file) => texts.get(file)).flatMap((finding) => (finding.severity === 'error' ? [renderText([finding], { color: false }).trimEnd()] : []));
  const ofScenarios = new Set(scenarios.flatMap((scenario) => scenario.problems));
  return [
    { name: 'world', cases: [{ name: world ?? 'world', failures: failures(problems.filter((problem) => !ofScenarios.has(problem))) }] },
    { name: 'scenarios', cases: scenarios.map((scenario) => ({ name: scenario.name, failures: failures(scenario.problems), ...(scenario.run && { output: `${scenario.run.records} records` }) })) },
    { name: 'imported plans', cases: importedPlans.map(({ name, source, started }) => ({ name: `${name} of ${source}`, failures: [], output: started === 0 ? 'started by no scenario' : `${started} instances` })) },
  ];
}
