package io.openplex.deploy.lab;

import io.openplex.deploy.lab.LabStatus.DvipaStatus;
import io.openplex.deploy.lab.LabStatus.SystemStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A lab's status for programs. */
final class StatusJson {
    private StatusJson() {}

    /** The whole status as one JSON object. */
    static String of(LabStatus status) {
        LabPorts ports = status.ports();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("state", status.phaseWord());
        all.put("directory", status.files().directory().toString());
        all.put("pid", status.phase().isPresent() ? status.process().pid() : 0);
        all.put("residentKib", status.process().residentKib());
        all.put("portBase", ports.base());
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("http", ports.http());
        shown.put("echo", ports.echo());
        shown.put("zookeeper", ports.zookeeper());
        all.put("ports", shown);
        all.put("log", status.files().log().toString());
        all.put("systems", status.systems().stream().map(s -> system(s, status)).toList());
        all.put("dvipas", status.dvipas().stream().map(StatusJson::dvipa).toList());
        return json(all);
    }

    private static Map<String, Object> system(SystemStatus system, LabStatus status) {
        Lpar lpar = system.lpar();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("system", lpar.system());
        all.put("stack", lpar.job());
        all.put("cpc", lpar.cpc());
        all.put("state", system.state().word());
        all.put("pid", system.pid());
        all.put("residentKib", system.residentKib());
        all.put("rpcPort", status.ports().rpc(lpar));
        all.put("metricsPort", status.ports().metrics(lpar));
        all.put("log", status.files().log(lpar).toString());
        all.put("capture", status.files().capture(lpar).toString());
        return all;
    }

    private static Map<String, Object> dvipa(DvipaStatus dvipa) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("address", dvipa.address());
        all.put("owner", dvipa.owner());
        all.put("states", dvipa.states());
        return all;
    }

    private static String json(Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> quoted(entry.getKey().toString()) + ": " + json(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case List<?> list -> list.stream().map(StatusJson::json).collect(Collectors.joining(", ", "[", "]"));
            case Number number -> number.toString();
            default -> quoted(value.toString());
        };
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
