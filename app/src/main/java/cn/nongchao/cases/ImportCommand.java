package cn.nongchao.cases;

import cn.nongchao.people.ImportDivisions;
import cn.nongchao.proof.ImportNetworks;
import picocli.CommandLine.Command;

/** {@code import}: what another system keeps, taken in from its files. */
@Command(
    name = "import",
    description = "Take in what another system keeps, from its files.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "WHAT",
    subcommands = {ImportDivisions.class, ImportRequests.class, ImportNetworks.class})
public final class ImportCommand {}
