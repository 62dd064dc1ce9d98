// The work of the executors: the same commands as `air`, their result written as a file and as text.
import type { Job } from './task.ts';
import { outputFile, writeWhole } from './write-output.ts';

// interim: replaced when @nx-air/cli has the commands
export const validate: Job = async ({ folder }) => {
  await writeWhole(outputFile(folder, 'validate.json'), '{}\n');
  return { success: true, output: 'checked\n' };
};

export const merge: Job = async ({ folder }) => {
  await writeWhole(outputFile(folder, 'merge.json'), '{}\n');
  return { success: true, output: 'merged\n' };
};
