#!/usr/bin/env bash
# What Vert.x 5.0.10 sends over a clustered bus to a node that has just been killed, an answer for one, is completed twice.
#
# The second completion throws IllegalStateException ("Promise already completed") on the context of whoever sent, where it counts
# as that verticle's own unhandled exception: whoever opens verticles anew that throw so opens the wrong one. And what was asked
# waits for its whole time-out, although the connection was cut at once. So it is sent from a context of its own, and
# what is under way to a node fails when membership says that it is gone. Needs a JDK (17 or newer) and Maven.
set -euo pipefail
version=5.0.10
folder=$(mktemp -d)
pids=()
trap 'kill -9 "${pids[@]}" 2>/dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
cat >pom.xml <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies><dependency><groupId>io.vertx</groupId><artifactId>vertx-hazelcast</artifactId><version>$version</version></dependency></dependencies>
</project>
POM
mvn -q -B -ntp dependency:build-classpath -Dmdep.outputFile=classpath
cat >Node.java <<'JAVA'
import com.hazelcast.config.Config;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

public class Node {
    public static void main(String[] arguments) throws Exception {
        int number = Integer.parseInt(arguments[0]);
        Config config = new Config();
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.getNetworkConfig().setPort(21801 + number).setPortAutoIncrement(false);
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getTcpIpConfig().setEnabled(true)
                .addMember("127.0.0.1:21801").addMember("127.0.0.1:21802");
        Vertx vertx = Vertx.builder()
                .with(new VertxOptions().setEventBusOptions(new EventBusOptions().setHost("127.0.0.1")))
                .withClusterManager(new HazelcastClusterManager(config))
                .buildClustered().toCompletionStage().toCompletableFuture().get();
        if (number == 1) {
            vertx.eventBus().consumer("there", message -> message.reply("yes")).completion()
                    .toCompletionStage().toCompletableFuture().get();
            vertx.getOrCreateContext().runOnContext(begin -> vertx.setPeriodic(2, timer -> vertx.eventBus().request("here", "?")));
            System.out.println("READY");
            return;
        }
        Context context = vertx.getOrCreateContext();
        AtomicInteger thrown = new AtomicInteger();
        AtomicInteger answered = new AtomicInteger();
        AtomicLong longest = new AtomicLong();
        context.exceptionHandler(e -> {
            if (thrown.getAndIncrement() == 0) {
                System.out.println("thrown on the sender's context: " + e);
            }
        });
        context.runOnContext(begin -> vertx.eventBus().consumer(
                "here", message -> vertx.setTimer(100, later -> message.reply("yes"))));
        context.runOnContext(begin -> vertx.setPeriodic(2, timer -> {
            long began = System.nanoTime();
            vertx.eventBus().request("there", "?", new DeliveryOptions().setSendTimeout(4000)).onComplete(done -> {
                longest.accumulateAndGet((System.nanoTime() - began) / 1_000_000, Math::max);
                if (done.succeeded() && answered.incrementAndGet() == 500) {
                    System.out.println("READY");
                }
            });
        }));
        Thread.sleep(20_000);
        System.out.println("times: " + thrown.get());
        System.out.println("longest a question waited, in ms: " + longest.get());
        System.exit(thrown.get() > 0 && longest.get() >= 3900 ? 0 : 1);
    }
}
JAVA
javac -cp "$(cat classpath)" -d . Node.java
for number in 1 0; do
  java -cp ".:$(cat classpath)" Node $number >"$number.txt" 2>"$number.err" &
  pids+=($!)
  for _ in $(seq 300); do grep -q READY "$number.txt" && break; sleep .1; done
done
kill -9 "${pids[0]}"
echo "Vert.x $version with vertx-hazelcast; one node killed while both ask each other 500 times a second:"
if wait "${pids[1]}"; then grep -v READY 0.txt; exit 0; fi
grep -v READY 0.txt
echo "This has changed." >&2
exit 1
