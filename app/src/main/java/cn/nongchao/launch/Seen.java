package cn.nongchao.launch;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What of a data directory shows from outside, for whoever looks whether all is well. Nothing is
 * started or held.
 *
 * @param server where a server answers; empty where none runs
 * @param process of the server
 * @param half whether a restore was broken off
 * @param copy whether the directory was somewhere else before
 */
public record Seen(Optional<Integer> server, Optional<Long> process, boolean half, boolean copy) {

  public static Seen in(Path directory) throws CannotStart {
    Optional<RunningServer> running = RunningServer.on(directory);
    Optional<Stead> known = Stead.of(directory);
    return new Seen(
        running.map(RunningServer::port),
        running.map(RunningServer::pid),
        Restoring.isHalf(directory),
        known.map(stead -> stead.isElsewhere(directory)).orElse(false));
  }
}
