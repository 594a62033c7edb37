// What every command of ours does with a failure: the message for the person, the stack only on request.

/**
 * @param {() => Promise<void>} main
 */
export const runMain = async (main) => {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Error && process.env['LATHE_STACK'] === undefined ? error.message : error);
    process.exitCode = 1;
  }
};
