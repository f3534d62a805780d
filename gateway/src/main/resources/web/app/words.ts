/** LABEL_NOT_IN_SCHEMA reads "Label not in schema". */
export function sentence(code: string): string {
  const words = code.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
