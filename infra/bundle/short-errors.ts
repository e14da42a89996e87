/**
 * The error classes of a client, which differ only in names and members, made by one function: a client knows every error of
 * its service, whichever operations are used. Classes written in any other way stay as they are.
 */
export function shortErrors(models: string): string {
  const short = models.replaceAll(errorClass, (whole, ...groups: readonly string[]) => {
    const [name, namespace = '', fault, declared = '', assigned = ''] = groups;
    const members = namesIn(declared);
    if (members.join() !== namesIn(assigned).join()) return whole;
    const given = [name, fault, namespace, ...members].map((text) => JSON.stringify(text));
    return `export const ${name} = errorClass(${given.join(', ')});`;
  });
  return short === models ? models : `${short}\n${maker}`;
}

/** Of lines such as `Message;` and `this.Message = opts.Message;`. */
function namesIn(lines: string): readonly string[] {
  return [...lines.matchAll(/(\w+);$/gm)].map(([, name = '']) => name);
}

const errorClass = new RegExp(
  String.raw`
export class (\w+) extends __BaseException \{
(?:    static shapeId = "([\w.]+)#\1";
)?    name = "\1";
    \$fault = "(client|server)";
((?:    \w+;
)*)    constructor\(opts\) \{
        super\(\{
            name: "\1",
            \$fault: "\3",
            \.\.\.opts,
        \}\);
        Object\.setPrototypeOf\(this, \1\.prototype\);
((?:        this\.(\w+) = opts\.\6;
)*)    \}
\}`.slice(1),
  'g',
);

const maker = `
function errorClass(name, fault, namespace, ...members) {
  class Made extends __BaseException {
    name = name;
    $fault = fault;
    constructor(opts) {
      super({ name, $fault: fault, ...opts });
      Object.setPrototypeOf(this, Made.prototype);
      for (const member of members) this[member] = opts[member];
    }
  }
  if (namespace !== '') Made.shapeId = namespace + '#' + name;
  return Made;
}
`;
