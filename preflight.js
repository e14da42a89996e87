// Plain JavaScript, so that every Node can say what is missing before TypeScript is asked of it.
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Gatewatch runs on Node 24 (22.18 at least), and this is ${process.version}.
On Linux x64, "npm ci" puts Node 24 into node_modules, where npm's scripts find it, unless
optional dependencies are left out. Elsewhere, install Node 24 from https://nodejs.org first.`,
  );
  process.exit(1);
}
