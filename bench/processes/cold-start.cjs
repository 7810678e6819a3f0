/**
 * Loads a function's `index.js` and the files beside it in phases. Prints the CPU time of each phase in milliseconds:
 * Node itself, the modules of Node that the function uses, reading, compiling, evaluating, and the files beside it.
 */
const { readFileSync } = require('node:fs')
const { createRequire } = require('node:module')
const { dirname } = require('node:path')
const { Script } = require('node:vm')

const [, , file = '', ...separateFiles] = process.argv
const times = []
const endPhase = () => {
  const { user, system } = process.cpuUsage()
  times.push((user + system) / 1000)
}

endPhase()
const requireBeside = createRequire(file)
const names = readFileSync(file, 'utf8').matchAll(/require\("(node:[a-z_/]+)"\)/g)
for (const name of new Set([...names].map(([, name]) => name))) require(name)
endPhase()
const text = readFileSync(file, 'utf8')
endPhase()
const script = new Script(`(function (exports, require, module, __filename, __dirname) {${text}\n})`, {
  filename: file,
})
endPhase()
const loaded = { exports: {} }
script.runInThisContext()(loaded.exports, requireBeside, loaded, file, dirname(file))
endPhase()
for (const separate of separateFiles) requireBeside(separate)
if (separateFiles.length > 0) endPhase()

console.log(times.map((time, phase) => (time - (times[phase - 1] ?? 0)).toFixed(2)).join(' '))
