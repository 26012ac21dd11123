package cn.nongchao.cases;

import cn.nongchao.people.ImportFile;
import cn.nongchao.proof.ImportNetworks;
import picocli.CommandLine.Command;

/** {@code import}: what another system or an office keeps, taken in from its files. */
@Command(
    name = "import",
    description = {
      "Take in what another system or an office keeps, from its files. KIND is people,",
      "organisations, divisions, grids, outlines, responsibility, calendar or grants, or one of",
      "the commands below. What would be new, changed or unchanged is shown and must be confirmed;",
      "bad rows are given back beside FILE with the reason, under its name and .bad.xlsx."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = {ImportRequests.class, ImportNetworks.class})
public final class ImportCommand extends ImportFile {}
