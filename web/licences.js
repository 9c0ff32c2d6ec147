// Writes the licences of what is in the bundle beside it: whoever passes it on owes them.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [target] = process.argv.slice(2);
const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));
const bundled = Object.entries(packages).filter(([folder, { dev }]) => folder && !dev);

function licenceOf([folder, { version, license }]) {
  const name = folder.split("node_modules/").at(-1);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? readFileSync(join(folder, file), "utf8").trim() : "";
  return `${name} ${version} (${license})\n\n${text}`.trim();
}

writeFileSync(target, `${bundled.map(licenceOf).join(`\n\n${"-".repeat(72)}\n\n`)}\n`);
