import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../../..')

/** The path of a source, by its path from the root of the project. */
export const sourcePath = (name: string): string => resolve(root, name)
