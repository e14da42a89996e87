/** Imported before a program, says at its end how much memory that needed at most, and how much processor time. */
process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const seconds = ((userCPUTime + systemCPUTime) / 1_000_000).toFixed(1);
  process.stderr.write(`${Math.round(maxRSS / 1024)} MB at most, ${seconds} s of CPU\n`);
});
