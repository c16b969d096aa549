const causes = [
  'No space left on device',
  'Disk quota exceeded',
  'File too large',
  'Read-only file system',
  'Permission denied',
  'Input/output error',
  'Too many open files',
  'Cannot allocate memory',
  'Out of memory',
  'Resource temporarily unavailable',
];

/** Whether git failed because of the machine and not because of what it was asked: trying again can help. */
export function isMachineTrouble(complaint: string): boolean {
  // A process that is killed says nothing.
  return complaint.trim() === '' || causes.some((cause) => complaint.includes(cause));
}
