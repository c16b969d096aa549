// The service with the tests' subjects, as a process of its own: `countingServiceProgram <folder>`.
import { runService } from '../../../server/infrastructure/service/runService.ts';
import { startCounter } from '../serviceSubjects.ts';

process.on('SIGUSR2', () => {
  throw new Error('nobody catches this');
});

process.exit(
  await runService(
    { repository: process.argv[2] ?? '', startSubjects: (parts) => startCounter(parts) },
    { ready: (address) => console.log(address), failed: (sentence) => console.error(sentence) },
  ),
);
