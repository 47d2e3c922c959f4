package io.openplex.xcf.zookeeper;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;
import io.openplex.proto.v1.SignalFrame;
import io.openplex.proto.v1.XcfSignallingGrpc;
import java.io.InputStream;

/**
 * Reads frames so that bytes which are no frame become a frame without content: the stream then refuses and counts it
 * as
 * any other malformed frame, where gRPC would end the call without a word to the stream.
 */
final class FrameMarshaller implements MethodDescriptor.Marshaller<SignalFrame> {
    private final MethodDescriptor.Marshaller<SignalFrame> strict =
            ProtoUtils.marshaller(SignalFrame.getDefaultInstance());

    @Override
    public InputStream stream(SignalFrame frame) {
        return strict.stream(frame);
    }

    @Override
    public SignalFrame parse(InputStream stream) {
        try {
            return strict.parse(stream);
        } catch (StatusRuntimeException malformed) {
            return SignalFrame.getDefaultInstance();
        }
    }

    /** The signalling method with this marshaller in both directions. */
    static MethodDescriptor<SignalFrame, SignalFrame> exchange() {
        FrameMarshaller frames = new FrameMarshaller();
        return XcfSignallingGrpc.getExchangeMethod().toBuilder(frames, frames).build();
    }

    /** Has the calls of a channel read their answers so. */
    static final class OfCaller implements ClientInterceptor {
        private final FrameMarshaller frames = new FrameMarshaller();

        @Override
        public <Q, S> ClientCall<Q, S> interceptCall(MethodDescriptor<Q, S> method, CallOptions options, Channel next) {
            if (!method.getFullMethodName()
                    .equals(XcfSignallingGrpc.getExchangeMethod().getFullMethodName())) {
                return next.newCall(method, options);
            }
            // The name says that both types are those of the frames.
            @SuppressWarnings("unchecked")
            MethodDescriptor.Marshaller<S> answers = (MethodDescriptor.Marshaller<S>) frames;
            return next.newCall(
                    method.toBuilder(method.getRequestMarshaller(), answers).build(), options);
        }
    }
}
