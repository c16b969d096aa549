/** Name of the file in which an agent says what it does. */
export const statusFileName = 'status.json';
